/// Reads the markup between two values tag by tag, according to the content model: plain tags in
/// strict order, with nothing but whitespace between them.
///
/// Anything else is left to Expat.
struct MarkupReader {
  let model: CompiledModel
  /// The row of the results to read, and that of the operation around them.
  let result: CompiledModel.Index
  let operation: CompiledModel.Index

  /// The innermost open element, and the first of its children that may come next.
  private var element = 0
  private var nextChild = 0
  private var facts: Facts = []

  init(model: CompiledModel, result: CompiledModel.Index) {
    self.model = model
    self.result = result
    operation = model.elements[result].parent
  }

  /// The place before a result.
  var start: Int { result }
  /// The place after the value of a leaf, before its end tag.
  private func inside(_ leaf: CompiledModel.Index) -> Int { leaf }
  /// The place after an empty-element tag.
  private func after(_ leaf: CompiledModel.Index) -> Int { model.elements.count + leaf }

  /// Skips the markup that follows a run and its value.
  ///
  /// - Parameter run: The run before; set to the one that was skipped. If the bytes end first, its
  ///   facts and lines cover the tags read so far.
  mutating func read(after run: inout LearnedRuns.Run, _ cursor: inout LaneCursor) -> LaneStep {
    facts = run.facts
    let lines = run.lines
    let before = cursor.lines
    let step = read(after: run.place, &cursor, &run)
    run.facts = facts
    run.lines = lines + cursor.lines - before
    return step
  }

  private mutating func read(
    after place: Int, _ cursor: inout LaneCursor, _ run: inout LearnedRuns.Run
  ) -> LaneStep {
    if place == start {
      (element, nextChild) = (operation, result)
    } else {
      let leaf = place % model.elements.count
      if place == inside(leaf) {
        switch cursor.skip(model.wordings[leaf].endTag) {
        case .yes: break
        case .no: return .odd
        case .unfinished: return .unfinished
        }
      }
      leave(leaf)
    }
    while true {
      switch step(&cursor) {
      case .proceed: continue
      case .end(let next):
        run = next
        return .proceed
      case .odd: return .odd
      case .unfinished: return .unfinished
      }
    }
  }

  /// The elements that are open at the end of the markup read last.
  var openRoles: Facts {
    var roles: Facts = []
    var open = element
    while open > operation {
      roles.insert(.has(model.elements[open].role))
      open = model.elements[open].parent
    }
    return roles
  }

  /// Notes that reading has ended inside the value of a leaf.
  mutating func enterParent(of place: Int) {
    element = model.elements[place % model.elements.count].parent
  }

  private enum Step {
    case proceed, odd, unfinished
    case end(LearnedRuns.Run)
  }

  /// Skips one tag, and the whitespace before it.
  private mutating func step(_ cursor: inout LaneCursor) -> Step {
    switch cursor.skipWhitespace() {
    case .yes: break
    case .no: return .odd
    case .unfinished: return .unfinished
    }
    if element != operation {
      switch cursor.skip(model.wordings[element].endTag) {
      case .yes: return close()
      case .unfinished: return .unfinished
      case .no: break
      }
    }
    let end = element == operation ? result + 1 : model.elements[element].endOfChildren
    var isUnfinished = false
    for child in nextChild..<end {
      switch cursor.skip(model.wordings[child].startTag) {
      case .yes: return open(child, &cursor)
      case .unfinished: isUnfinished = true
      case .no:
        switch cursor.skip(model.wordings[child].emptyTag) {
        case .yes: return openEmpty(child)
        case .unfinished: isUnfinished = true
        case .no: break
        }
      }
    }
    return isUnfinished ? .unfinished : .odd
  }

  private mutating func open(_ child: CompiledModel.Index, _ cursor: inout LaneCursor) -> Step {
    guard use(child) else { return .odd }
    let row = model.elements[child]
    switch row.content {
    case .elements:
      (element, nextChild) = (child, row.firstChild)
      return .proceed
    case .leaf(.status): return readStatus(child, &cursor)
    case .leaf(let type) where type.isNumber:
      var run = LearnedRuns.Run(ending: .number, role: row.role, place: inside(child))
      run.type = type
      return .end(run)
    case .leaf(.text), .anything:
      return .end(LearnedRuns.Run(ending: .text, role: row.role, place: inside(child)))
    case .leaf, .opaque: return .odd
    }
  }

  private mutating func openEmpty(_ child: CompiledModel.Index) -> Step {
    guard use(child) else { return .odd }
    let row = model.elements[child]
    switch row.content {
    case .leaf(.text), .anything:
      return .end(LearnedRuns.Run(ending: .nothing, role: row.role, place: after(child)))
    case .leaf, .opaque, .elements: return .odd
    }
  }

  /// Notes that a child is present.
  ///
  /// - Returns: Whether no required child is missing before it.
  private mutating func use(_ child: CompiledModel.Index) -> Bool {
    let row = model.elements[child]
    if row.announcement != .none { facts.insert(.has(row.role)) }
    if element == operation { return true }
    var first = child
    while first > nextChild, model.elements[first - 1].particle == row.particle { first -= 1 }
    return !lacks(nextChild..<first)
  }

  private mutating func readStatus(
    _ leaf: CompiledModel.Index, _ cursor: inout LaneCursor
  ) -> Step {
    var word = cursor.skip(Self.ok)
    var fact = Facts.statusIsOK
    if word == .no {
      word = cursor.skip(Self.error)
      fact = .statusIsError
    }
    if word == .yes { word = cursor.skip(model.wordings[leaf].endTag) }
    switch word {
    case .yes:
      facts.insert(fact)
      leave(leaf)
      return .proceed
    case .no: return .odd
    case .unfinished: return .unfinished
    }
  }

  private static let ok = Array(ResultStatus.ok.rawValue.utf8)
  private static let error = Array(ResultStatus.error.rawValue.utf8)

  private mutating func close() -> Step {
    if lacks(nextChild..<model.elements[element].endOfChildren) { return .odd }
    if element == result { return .end(LearnedRuns.Run(ending: .result, place: start)) }
    leave(element)
    return .proceed
  }

  /// Makes the parent the innermost element, and the children after this one the next.
  private mutating func leave(_ child: CompiledModel.Index) {
    element = model.elements[child].parent
    let end = model.elements[element].endOfChildren
    let particle = model.elements[child].particle
    nextChild = child
    while nextChild < end, model.elements[nextChild].particle == particle { nextChild += 1 }
  }

  /// Whether a required child would have to be among these.
  private func lacks(_ children: Range<CompiledModel.Index>) -> Bool {
    var missing: UInt64 = 0
    for child in children { missing |= model.elements[child].bit }
    for requirement in model.requirements[model.elements[element].requirements]
    where requirement.kind != .request && requirement.choices & ~missing == 0 {
      return true
    }
    return false
  }
}
