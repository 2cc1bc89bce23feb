import Foundation
import Testing

@testable import ValidateCommand

/// Paths of the command line, turned into inputs.
@Suite struct InputPathsTests {
  private let directory: TemporaryDirectory

  init() throws {
    directory = try TemporaryDirectory()
  }

  /// The inputs and notes, the directory left out of their paths.
  private func walk(
    _ paths: [String], upTo maximum: Int = .max
  ) -> (inputs: [String], notes: [String]) {
    var inputs: [String] = []
    var notes: [String] = []
    let shorten = { [directory] (text: String) in
      text.replacingOccurrences(of: directory.path + "/", with: "")
        .replacingOccurrences(of: directory.path, with: ".")
    }
    InputPaths { notes.append(shorten($0)) }.forEach(paths) { input in
      switch input {
      case .file(let path): inputs.append(shorten(path))
      case .standardInput: inputs.append("<stdin>")
      case .unreadable(let path, let reason): inputs.append("\(shorten(path))! \(shorten(reason))")
      }
      return inputs.count < maximum
    }
    return (inputs, notes)
  }

  @Test("no path and - are standard input")
  func standardInput() {
    #expect(walk([]).inputs == ["<stdin>"])
    #expect(walk(["-"]).inputs == ["<stdin>"])
    #expect(walk(["b", "-", "a"]).inputs == ["b", "<stdin>", "a"])
  }

  @Test("a file is taken whatever its name, and also if it is not there")
  func files() throws {
    let text = try directory.write("packet.txt", "")
    #expect(walk([text, "/not-there.xml"]).inputs == ["packet.txt", "/not-there.xml"])
  }

  @Test("a directory is walked, sorted by name, and only *.xml is taken")
  func recursion() throws {
    for name in ["b.xml", "a.XML", "c.txt", "xml", "B/2.xml", "B/1.xml", "a/b/c/deep.xml", ".xml"] {
      try directory.write(name, "")
    }
    let expected = [".xml", "B/1.xml", "B/2.xml", "a/b/c/deep.xml", "a.XML", "b.xml"]
    #expect(walk([directory.path]).inputs == expected)
    #expect(walk([directory.path + "/"]).inputs == expected)
    let named = [directory.path("B"), directory.path("b.xml")]
    #expect(walk(named).inputs == ["B/1.xml", "B/2.xml", "b.xml"])
  }

  @Test("a directory whose name ends in .xml is a directory")
  func misleadingDirectory() throws {
    try directory.write("folder.xml/inside.xml", "")
    #expect(walk([directory.path]).inputs == ["folder.xml/inside.xml"])
    #expect(walk([directory.path("folder.xml")]).inputs == ["folder.xml/inside.xml"])
  }

  @Test("a compressed packet is told, not passed over")
  func compressed() throws {
    try directory.write("a.xml.gz", "")
    try directory.write("b.xml", "")
    let (inputs, notes) = walk([directory.path])
    #expect(inputs.count == 2)
    #expect(inputs.first?.hasPrefix("a.xml.gz! compressed; decompress it first") == true)
    #expect(inputs.last == "b.xml")
    #expect(notes.isEmpty)
  }

  @Test("an empty directory is noted")
  func empty() throws {
    try directory.makeDirectory("empty/below")
    #expect(walk([directory.path("empty")]).inputs.isEmpty)
    #expect(walk([directory.path("empty")]).notes == ["empty: no *.xml in this directory"])
  }

  @Test("a link to a directory is noted and not followed, unless it is what was named")
  func linkedDirectory() throws {
    try directory.write("tree/a.xml", "")
    try directory.link("tree/up", to: directory.path)
    #expect(walk([directory.path]).inputs == ["tree/a.xml"])
    #expect(walk([directory.path]).notes == ["tree/up: a link to a directory, not followed"])
    try directory.link("named", to: directory.path("tree"))
    #expect(walk([directory.path("named")]).inputs == ["named/a.xml"])
  }

  @Test("a link to a file is a file, also if it leads nowhere")
  func linkedFile() throws {
    try directory.write("a.xml", "")
    try directory.link("b.xml", to: directory.path("a.xml"))
    try directory.link("c.xml", to: directory.path("nowhere"))
    try directory.link("d", to: directory.path("nowhere"))
    #expect(walk([directory.path]).inputs == ["a.xml", "b.xml", "c.xml"])
  }

  @Test(
    "a directory that cannot be read is told",
    .enabled(if: geteuid() != 0, "the superuser reads every directory"))
  func unreadableDirectory() throws {
    try directory.write("closed/a.xml", "")
    try directory.write("open.xml", "")
    let closed = directory.path("closed")
    try FileManager.default.setAttributes([.posixPermissions: 0], ofItemAtPath: closed)
    defer {
      try? FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: closed)
    }
    let (inputs, notes) = walk([directory.path])
    #expect(inputs == ["closed! the directory cannot be read", "open.xml"])
    #expect(notes.isEmpty)
  }

  @Test("the walk ends when the body says so", arguments: 1...4)
  func stop(_ maximum: Int) throws {
    for name in ["1.xml", "2/a.xml", "2/b.xml.gz", "2/c.xml"] { try directory.write(name, "") }
    #expect(walk([directory.path, "more.xml", "-"], upTo: maximum).inputs.count == maximum)
  }
}
