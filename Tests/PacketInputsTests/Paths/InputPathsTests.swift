import Foundation
import TestSupport
import Testing

@testable import PacketInputs

/// Paths of the command line, turned into inputs.
@Suite struct InputPathsTests {
  private let directory: TemporaryDirectory

  init() throws {
    directory = try TemporaryDirectory()
  }

  /// The inputs and notes, the directory left out of their paths.
  private func walk(
    _ paths: [String], lists: [String] = [], selection: FileSelection = FileSelection(),
    upTo maximum: Int = .max
  ) -> (inputs: [String], notes: [String]) {
    var inputs: [String] = []
    var notes: [String] = []
    let shorten = { [directory] (text: String) in
      text.replacingOccurrences(of: directory.path + "/", with: "")
        .replacingOccurrences(of: directory.path, with: ".")
    }
    InputPaths(selection: selection, lists: lists).forEach(paths) { input in
      switch input {
      case .file(let path, _): inputs.append(shorten("\(path)"))
      case .standardInput: inputs.append("<stdin>")
      case .unreadable(let path, let reason):
        inputs.append("\(shorten("\(path)"))! \(shorten(reason))")
      case .skipped(let path, let reason): notes.append("\(shorten("\(path)")): \(reason)")
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
    let expected = ["B/1.xml", "B/2.xml", "a/b/c/deep.xml", "a.XML", "b.xml"]
    #expect(walk([directory.path]).inputs == expected)
    #expect(walk([directory.path]).notes == [".xml: hidden, skipped"])
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

  @Test("compressed packets are taken")
  func compressed() throws {
    for name in ["a.xml.gz", "b.XML.zst", "c.xml.xz", "d.gz"] { try directory.write(name, "") }
    #expect(walk([directory.path]).inputs == ["a.xml.gz", "b.XML.zst", "c.xml.xz"])
  }

  @Test("hidden files and folders are skipped, unless they are asked for or named")
  func hidden() throws {
    for name in [".git/a.xml", "b/.c.xml", "d.xml"] { try directory.write(name, "") }
    #expect(walk([directory.path]).inputs == ["d.xml"])
    #expect(
      walk([directory.path]).notes
        == [".git: hidden, skipped", "b/.c.xml: hidden, skipped"])
    let all = [".git/a.xml", "b/.c.xml", "d.xml"]
    #expect(walk([directory.path], selection: FileSelection(takesHidden: true)).inputs == all)
    #expect(walk([directory.path(".git")]).inputs == [".git/a.xml"])
  }

  @Test("globs choose the files of folders, and leave files and folders out")
  func globs() throws {
    for name in ["a.xml", "a.har", "old/b.xml", "new/b.xml", "new/old/c.xml"] {
      try directory.write(name, "")
    }
    func taken(_ includes: [String], _ excludes: [String]) -> [String] {
      let selection = FileSelection(
        includes: includes.map(Glob.init), excludes: excludes.map(Glob.init))
      return walk([directory.path], selection: selection).inputs
    }
    #expect(taken(["*.har"], []) == ["a.har"])
    #expect(taken([], ["old"]) == ["a.xml", "new/b.xml"])
    #expect(taken([], ["old/**"]) == ["a.xml", "new/b.xml", "new/old/c.xml"])
    #expect(taken(["**/b.xml"], []) == ["new/b.xml", "old/b.xml"])
    #expect(taken(["a.*", "new/*.xml"], ["*.har"]) == ["a.xml", "new/b.xml"])
    #expect(walk([directory.path("a.har")]).inputs == ["a.har"])
  }

  @Test(
    "a list names one path a line, or each ended by a NUL",
    arguments: [
      "a.xml\nb c.xml\n", "a.xml\r\n\r\nb c.xml", "a.xml\0b c.xml\0", "\n\na.xml\nb c.xml",
    ])
  func lists(_ list: String) throws {
    let names = directory.path + "/"
    let text = list.replacingOccurrences(of: "a.xml", with: names + "a.xml")
      .replacingOccurrences(of: "b c", with: names + "b c")
    let path = try directory.write("list", text)
    #expect(walk([], lists: [path]).inputs == ["a.xml", "b c.xml"])
    #expect(
      walk(["first.xml", "@\(path)", "last.xml"]).inputs == [
        "first.xml", "a.xml", "b c.xml", "last.xml",
      ])
  }

  @Test("a list that is missing, or is none, is reported")
  func brokenLists() throws {
    #expect(
      walk([], lists: [directory.path("no")]).inputs == [
        "no! cannot be read: No such file or directory"
      ])
    let long = try directory.write("long", String(repeating: "x", count: 200_000))
    let inputs = walk([], lists: [long]).inputs
    #expect(
      inputs.first?.hasPrefix("long! cannot be read: a path of more than 65536 bytes") == true)
  }

  @Test("a name that is no UTF-8 is found, and shown with its bytes")
  func strangeNames() throws {
    let shell = Process()
    shell.executableURL = URL(fileURLWithPath: "/bin/sh")
    shell.arguments = ["-c", #"printf x > "$0/$(printf 'caf\351.xml')""#, directory.path]
    try shell.run()
    shell.waitUntilExit()
    try #require(shell.terminationStatus == 0)
    #expect(walk([directory.path]).inputs == [#"caf\xE9.xml"#])
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
    #expect(inputs == ["closed! the directory cannot be read: Permission denied", "open.xml"])
    #expect(notes.isEmpty)
  }

  @Test("the walk ends when the body says so", arguments: 1...4)
  func stop(_ maximum: Int) throws {
    for name in ["1.xml", "2/a.xml", "2/b.xml", "2/c.xml"] { try directory.write(name, "") }
    #expect(walk([directory.path, "more.xml", "-"], upTo: maximum).inputs.count == maximum)
  }
}
