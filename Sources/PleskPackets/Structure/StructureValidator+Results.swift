/// Results that are read as a whole, without an event for each of their elements.
extension StructureValidator {
  /// The row of the results that may come next, any number of them; nil where there are none such.
  ///
  /// An operation is the innermost element that is open, it is used, and in no namespace, so that its results are in none either. What
  /// came last is no text, of which there might be more: in a CDATA section.
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

  /// Takes so many results of a row as read and used.
  mutating func takeResults(_ count: Int, _ index: CompiledModel.Index) {
    if kind == nil { kind = elements[index].kind }
    use(index, times: count)
  }
}

extension CompiledModel {
  /// What the plain form of a result measures at the most.
  struct Extent {
    /// Elements open at once, from the root on.
    var depth = 0
    /// Bytes of a name.
    var name = 0
    /// Bytes of a tag.
    var tag: Int { name + "</>".utf8.count }
  }

  /// The extent of a result whose parts come once each and mean something to a result only; nil if it is not like that.
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

  /// How many elements a row is below another; nil if it is not in it.
  func levels(from ancestor: Index, to index: Index) -> Int? {
    var levels = 0
    var current = index
    while current > ancestor {
      current = elements[current].parent
      levels += 1
    }
    return current == ancestor ? levels : nil
  }

  /// Elements open at once when an element of this row is the innermost one.
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
  /// Whether an element of the role says something about the result that it is in, and nothing beyond.
  fileprivate var isPartOfResult: Bool {
    switch self {
    case .operation, .result, .system, .output, .filter, .requestedID: false
    default: true
    }
  }
}
