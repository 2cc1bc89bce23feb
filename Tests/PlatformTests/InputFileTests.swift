import Platform
import Testing

struct InputFileTests {
  @Test func filesAreReadAtAnyPlace() throws {
    let file = try InputFile(path: #filePath)
    #expect(file.bytes(in: 0..<15) == Array("import Platform".utf8))
    #expect(file.bytes(in: 1_000_000_000..<1_000_000_010) == [])
  }

  @Test func aFileThatCannotBeOpenedSaysWhy() {
    let path = FileName("/nonexistent")
    let error = #expect(throws: SystemError.self) { _ = try InputFile(path: path) }
    #expect(error?.operation == .open)
    #expect(error?.path == path)
    #expect(error?.reason == "No such file or directory")
  }
}
