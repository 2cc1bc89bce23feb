import Platform

/// Turns the paths of the command line into inputs, and folders into the packets below them.
package struct InputPaths: Sendable {
  var selection = FileSelection()
  /// Lists of paths: files, or - for standard input.
  var lists: [String] = []

  package init(selection: FileSelection = FileSelection(), lists: [String] = []) {
    self.selection = selection
    self.lists = lists
  }

  /// Calls the body with each input, in order. Folders are walked when they are reached, sorted by
  /// name.
  ///
  /// - Parameters:
  ///   - paths: Files, folders, - for standard input, or @ and the name of a list.
  ///   - body: Returns whether to continue.
  ///   - willWait: Called before more of a list is read that may take a while to arrive.
  package func forEach(
    _ paths: [String], _ body: (Input) -> Bool, willWait: () -> Void = {}
  ) {
    for path in paths.isEmpty && lists.isEmpty ? ["-"] : paths {
      let shouldContinue =
        if path.hasPrefix("@"), path.utf8.count > 1 {
          read(listed: String(path.dropFirst()), body, willWait)
        } else {
          visit(PathArguments.name(of: path), body)
        }
      if !shouldContinue { return }
    }
    for list in lists where !read(listed: list, body, willWait) { return }
  }

  /// Whether there may be several inputs.
  package func areMany(_ paths: [String]) -> Bool {
    if paths.count > 1 || !lists.isEmpty { return true }
    return paths.contains { $0.hasPrefix("@") || isDirectory(PathArguments.name(of: $0)) }
  }

  private func visit(_ path: FileName, _ body: (Input) -> Bool) -> Bool {
    if path == FileName("-") { return body(.standardInput) }
    if !isDirectory(path) { return body(.file(path, isNamed: true)) }
    var found = false
    if !walk(path, [], &found, body) { return false }
    return found
      || body(.skipped(path, reason: "no \(selection.description) in this directory"))
  }

  /// Visits what a list names, one path per line, or each ended by a NUL.
  private func read(
    listed list: String, _ body: (Input) -> Bool, _ willWait: () -> Void
  ) -> Bool {
    do throws(InputError) {
      var paths = try PathList(list)
      while let path = try paths.next(willWait) {
        if path == FileName("-"), list == "-" {
          let reason = "the list itself comes from standard input"
          if !body(.unreadable(path, reason: reason)) { return false }
        } else if !visit(path, body) {
          return false
        }
      }
      return true
    } catch {
      return body(.unreadable(FileName(list), reason: "cannot be read: \(error.reason)"))
    }
  }

  /// - Parameter below: The segments of the path from the named folder to this one.
  private func walk(
    _ directory: FileName, _ below: [[UInt8]], _ found: inout Bool, _ body: (Input) -> Bool
  ) -> Bool {
    let entries: [DirectoryEntry]
    do {
      entries = try directoryEntries(of: directory)
    } catch {
      found = true
      return body(
        .unreadable(directory, reason: "the directory cannot be read: \(error.reason)"))
    }
    for entry in entries.sorted(by: { $0.name.bytes.lexicographicallyPrecedes($1.name.bytes) }) {
      let path = directory.appending(entry.name)
      let segments = below + [entry.name.bytes]
      let isDirectory =
        entry.kind == .directory || (entry.kind != .regularFile && isDirectory(path))
      if selection.isExcluded(segments) { continue }
      let shouldContinue =
        switch (isDirectory, selection.isHidden(segments)) {
        // A link could lead back up. Its target can be named instead.
        case (true, _) where isLink(entry, path):
          body(.skipped(path, reason: "a link to a directory, not followed"))
        case (true, true): body(.skipped(path, reason: "hidden, skipped"))
        case (true, false): walk(path, segments, &found, body)
        case (false, let isHidden):
          !selection.isIncluded(segments)
            || visit(entry, path, isHidden: isHidden, &found, body)
        }
      if !shouldContinue { return false }
    }
    return true
  }

  /// Visits a file whose name is selected.
  private func visit(
    _ entry: DirectoryEntry, _ path: FileName, isHidden: Bool, _ found: inout Bool,
    _ body: (Input) -> Bool
  ) -> Bool {
    found = true
    if isHidden { return body(.skipped(path, reason: "hidden, skipped")) }
    // If its kind cannot be determined, opening it will report why.
    let isRegular = entry.kind == .regularFile || isRegularFile(path) || !exists(path)
    return body(
      isRegular
        ? .file(path, isNamed: false)
        : .skipped(path, reason: "not a regular file, skipped"))
  }

  private func isLink(_ entry: DirectoryEntry, _ path: FileName) -> Bool {
    entry.kind == .link || (entry.kind == .unknown && isSymbolicLink(path))
  }
}
