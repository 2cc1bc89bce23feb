/// Results that are read as a whole, without an event for each element.
extension StructureValidator {
  /// The row of the results of which any number may come next; nil if there is none.
  ///
  /// The innermost open element must be an operation that was not skipped and is in no namespace,
  /// so that its results are in none either. The last event must not be text that may continue in a
  /// CDATA section.
  var openResult: CompiledModel.Index? {
    guard depth > 0, leaf == Self.noLeaf, nested.isEmpty, !top.isForeign, !top.endsWithText,
      elements[top.element].role == .operation, kind != .request
    else { return nil }
    for index in top.nextChild..<max(top.nextChild, top.endOfChildren)
    where elements[index].role == .result {
      return top.seen & elements[index].excluded == 0 ? index : nil
    }
    return nil
  }

  /// Notes that this many results of a row have been read.
  mutating func takeResults(_ count: Int, _ index: CompiledModel.Index) {
    if kind == nil { kind = elements[index].kind }
    use(index, times: count)
  }
}

extension CompiledModel {
  /// The maximum dimensions of the plain form of a result.
  struct Extent {
    /// The number of elements open at once, the root included.
    var depth = 0
    /// The number of bytes in a name.
    var name = 0
    /// The number of bytes in a tag.
    var tag: Int { name + "</>".utf8.count }
  }

  /// The extent of a result whose elements occur at most once each and only concern that result;
  /// nil if it is different.
  func extentOfPlainResult(_ result: Index) -> Extent? {
    guard elements[result].role == .result, elements[result].repeats else { return nil }
    var extent = Extent()
    for index in elements.indices {
      guard let level = levels(from: result, to: index) else { continue }
      if index != result, elements[index].repeats || !elements[index].role.isPartOfResult {
        return nil
      }
      extent.depth = max(extent.depth, depth(of: result) + level)
      extent.name = max(extent.name, wordings[index].name.utf8.count)
    }
    return extent
  }

  /// How many levels a row is below another; nil if it is not inside it.
  func levels(from ancestor: Index, to index: Index) -> Int? {
    var levels = 0
    var current = index
    while current > ancestor {
      current = elements[current].parent
      levels += 1
    }
    return current == ancestor ? levels : nil
  }

  /// The number of open elements when an element of this row is the innermost.
  func depth(of index: Index) -> Int {
    var depth = 0
    var current = index
    while current >= 0 {
      current = elements[current].parent
      depth += 1
    }
    return depth
  }
}

extension Role {
  /// Whether an element of this role says something about the result that contains it, and nothing
  /// else.
  fileprivate var isPartOfResult: Bool {
    switch self {
    case .operation, .result, .system, .output, .filter, .requestedID: false
    default: true
    }
  }
}
