import Foundation
import TestSupport
import Testing

extension ProgramTests {
  /// Whatever is reported about a packet, no password in it is shown.
  @Suite struct SecretTests {
    /// A mistake next to, in and after secrets of every sort.
    private static let packets = [
      "<packet><webspace><add><ftp_password>hunter2</ftp_password></add></webspace><nonsense/></packet>",
      "<packet><nonsense passwd=\"hunter2\"><password>hunter2</password></nonsense></packet>",
      "<packet><password>\n\nhunter2\n</password><aps>\n</aps></packet>",
      "<packet><key><![CDATA[<hunter2>]]></key>stray<aps token='hunter2'/></packet>",
      "<packet><secret_key><create>hunter2</create><key>hunter2",
      "<packet><aps><password>hunter2</passwrd></aps></packet>",
      "<packet><aps><password>" + String(repeating: "hunter2 ", count: 40_000) + "&</password>",
      "<packet><a passwd=\"" + String(repeating: "hunter2 ", count: 400) + "<\"/></packet>",
      Packets.response(
        "<result pwd=\"hunter2\"><status password=\"hunter2\">bad</status><secret>hunter2</secret></result>"
      ),
    ]

    @Test(
      "excerpts, messages and figures show none", arguments: packets,
      [
        ["--verbose"], ["--format", "json"], ["--format", "json", "--excerpts"],
        ["--format", "html", "--excerpts"], ["--format", "sarif", "--excerpts"],
        ["--format", "junit", "--excerpts"], ["--format", "github", "--excerpts"],
        ["--engine", "both"],
      ])
    func hidden(_ packet: String, _ options: [String]) async throws {
      let directory = try TemporaryDirectory()
      let file = try directory.write("packet.xml", packet)
      for (input, path) in [(RunningProgram.Input.nothing, file), (.text(packet), "-")] {
        let call = try await Call.validate(options + ["--stats", path], input: input)
        #expect(call.status == 1)
        #expect(!(call.output + call.messages).contains("unter"))
      }
    }

    @Test("text has excerpts unless they are not wanted, JSON if they are")
    func choice() async throws {
      let directory = try TemporaryDirectory()
      let file = try directory.write("packet.xml", "<packet>\n<aps>\n</aps></packet>")
      for (options, isShown) in [
        ([], true), (["--no-excerpts"], false), (["--format", "json"], false),
        (["--format", "json", "--excerpts"], true),
      ] {
        let call = try await Call.validate(options + [file])
        #expect(call.output.contains("<aps>") == isShown, "\(options)")
      }
    }
  }
}
