import ExpatSAX
import FoundationEssentials

/// What one path of the command line stands for.
enum Input {
  case file(String)
  case standardInput
  /// Something that cannot be read, and why.
  case unreadable(String, reason: String)
}

/// Turns the paths of the command line into inputs, directories into the packets below them.
struct InputPaths {
  /// Told of what is passed over.
  let note: (String) -> Void

  /// Calls the body with each input, in order; directories are walked as they come, sorted by name.
  ///
  /// - Parameter body: Returns whether to go on.
  func forEach(_ paths: [String], _ body: (Input) -> Bool) {
    for path in paths.isEmpty ? ["-"] : paths {
      if path == "-" {
        if !body(.standardInput) { return }
      } else if isDirectory(path) {
        var found = false
        if !walk(path, &found, body) { return }
        if !found { note("\(path): no *.xml in this directory") }
      } else if !body(.file(path)) {
        return
      }
    }
  }

  private func walk(_ directory: String, _ found: inout Bool, _ body: (Input) -> Bool) -> Bool {
    let names: [String]
    do {
      names = try FileManager.default.contentsOfDirectory(atPath: directory).sorted()
    } catch {
      found = true
      return body(.unreadable(directory, reason: "the directory cannot be read"))
    }
    for name in names {
      let path = directory.hasSuffix("/") ? directory + name : "\(directory)/\(name)"
      let lowered = name.lowercased()
      if lowered.hasSuffix(".xml") && !isDirectory(path) {
        found = true
        // What cannot be looked at is told when it is opened.
        if !isRegularFile(path) && exists(path) {
          note("\(path): no regular file, passed over")
        } else if !body(.file(path)) {
          return false
        }
      } else if lowered.hasSuffix(".xml.gz") {
        found = true
        let reason = "compressed; decompress it first: gzip -dc FILE | validate -"
        if !body(.unreadable(path, reason: reason)) { return false }
      } else if isDirectory(path) {
        // A link could lead back up; what it leads to can be named itself.
        if isLink(path) {
          note("\(path): a link to a directory, not followed")
        } else if !walk(path, &found, body) {
          return false
        }
      }
    }
    return true
  }

  private func exists(_ path: String) -> Bool { FileManager.default.fileExists(atPath: path) }

  private func isLink(_ path: String) -> Bool {
    (try? FileManager.default.destinationOfSymbolicLink(atPath: path)) != nil
  }
}
