import ExpatSAX

/// The rows of a content model, flattened so that an element is found by comparing numbers.
package final class CompiledModel: Sendable {
  /// The index of a row in `elements`.
  package typealias Index = Int

  /// How an element's content is checked.
  package enum ContentKind: Sendable {
    case elements, leaf(ValueType), anything, opaque
  }

  /// How the start of an element is announced to the reducer.
  package enum Announcement: Sendable { case none, start, open }

  /// Whether an element without children can be passed to the reducer in one event, and with which
  /// kind of value.
  package enum Whole: Sendable { case number, status, text, no }

  /// The data of a row that every event needs. Plain numbers, so that copying costs nothing.
  package struct Element: Sendable {
    let name: SAXName
    /// This element's bit in its parent's set of children, and the set of those that exclude it.
    let bit: UInt64
    var rivals: UInt64 = 0
    /// The children that must not have occurred before this one: its rivals, and itself unless it
    /// repeats.
    var excluded: UInt64 = 0
    let parent: Index
    /// Where the search for the next child starts after this one.
    let following: Index
    /// The children. They are adjacent in `elements`, in the order they must have in a packet.
    var firstChild = 0
    var endOfChildren = 0
    package let role: Role
    let content: ContentKind
    /// The range that the type of a leaf allows, if it is a number.
    let range: ClosedRange<Int64>
    let announcement: Announcement
    let whole: Whole
    let kind: PacketKind?
    let repeats: Bool
    var hasNumberedChildren = false
    /// For numbered elements, the number of numbered ancestors; otherwise nil.
    let level: Int?
    /// The position in the order of the parent's children.
    let particle: Int
    /// The particles that must not be empty, in `requirements`.
    var requirements = 0..<0

    var needed: UInt64 = 0
    var choices = 0..<0
  }

  /// The data of a row that only findings, paths and long names need.
  package struct Wording: Sendable {
    package let name: String
    /// The plain tags of the element, in UTF-8.
    let startTag: [UInt8]
    let endTag: [UInt8]
    let emptyTag: [UInt8]
    let attributes: [String]
    /// Whether a finding reports that the content is not checked.
    let isModelGap: Bool
  }

  /// A particle that must not be empty.
  struct Requirement: Sendable {
    /// The children, one of which is needed.
    let choices: UInt64
    /// The kind of packet that needs one; nil for both kinds.
    let kind: PacketKind?

    var leavesNoChoice: Bool { kind == nil && choices.nonzeroBitCount == 1 }
  }

  package let elements: [Element]
  /// The wording of each element, by the same index.
  package let wordings: [Wording]
  let requirements: [Requirement]
  /// The requirements that leave a choice or depend on the kind of packet.
  let choices: [Requirement]
  /// For each requirement, what is needed, in words.
  let requirementNames: [String]
  /// The names that are numbered in paths wherever they occur.
  let numberedNames: [String]
  /// The names of all elements and attributes.
  let knownNames: KnownNames

  /// The model of Plesk's packets.
  ///
  /// A test compiles it, so it stays within all ceilings. If it did not, nothing inside a packet
  /// would be checked, and a finding would say so: a mistake in the model must not end the process
  /// that reads a packet.
  package static let plesk =
    (try? CompiledModel(root: .packet)) ?? CompiledModel(unmodelled: .packet)

  /// Compiles a root and all rows below it.
  ///
  /// - Throws: `ModelError` if the model exceeds a ceiling of the tables.
  package convenience init(root: ElementRow) throws(ModelError) {
    var builder = Builder(root)
    try builder.addDescendants()
    self.init(builder)
  }

  /// Creates a model of the root alone, with unchecked content.
  package convenience init(unmodelled root: ElementRow) {
    self.init(Builder(ElementRow(root.name, .opaque(isModelGap: true))))
  }

  private init(_ builder: Builder) {
    elements = builder.elements
    wordings = builder.wordings
    requirements = builder.requirements
    choices = builder.choices
    requirementNames = builder.requirementNames
    numberedNames = builder.numberedNames.sorted()
    knownNames = KnownNames(
      elements: wordings.map(\.name), attributes: wordings.flatMap(\.attributes))
  }

  /// The path from the root to this element.
  package func path(of index: Index, ordinals: SIMD4<Int>) -> String {
    var steps: [String] = []
    var current = index
    while current >= 0 {
      steps.append("/" + step(to: current, ordinals: ordinals))
      current = elements[current].parent
    }
    return steps.reversed().joined()
  }

  /// The last step of an element's path.
  func step(to index: Index, ordinals: SIMD4<Int>) -> String {
    let number = elements[index].level.map { "[\(ordinals[$0])]" } ?? ""
    return wordings[index].name + number
  }

  /// The first element with this role that is not inside another one with it.
  package func first(_ role: Role) -> Index? { elements.firstIndex { $0.role == role } }
}

/// Lays out rows breadth-first, so that the children of an element are adjacent.
private struct Builder {
  /// A row that was laid out, but whose children were not.
  private struct Waiting {
    let row: ElementRow
    let index: Int
    /// How many elements from the root to this one are numbered, and how many are not leaves.
    let levels: Int
    let depth: Int
  }

  private(set) var elements: [CompiledModel.Element] = []
  private(set) var wordings: [CompiledModel.Wording] = []
  private(set) var requirements: [CompiledModel.Requirement] = []
  private(set) var choices: [CompiledModel.Requirement] = []
  private(set) var requirementNames: [String] = []
  private(set) var numberedNames: Set<String> = []
  private var waiting: [Waiting] = []

  /// Lays out the root only.
  init(_ root: ElementRow) {
    append(root, in: nil, repeats: false, particle: 0, bit: 1)
  }

  /// Lays out everything below the root.
  mutating func addDescendants() throws(ModelError) {
    var next = 0
    while next < waiting.count {
      let parent = waiting[next]
      next += 1
      try check(parent)
      if case .elements(let particles) = parent.row.content {
        try addChildren(particles, of: parent)
      }
    }
  }

  private func check(_ element: Waiting) throws(ModelError) {
    try ModelCeiling.roles.check(Int(element.row.role.rawValue) + 1, at: path(of: element.index))
    try ModelCeiling.numberedLevels.check(element.levels, at: path(of: element.index))
    try ModelCeiling.openElements.check(element.depth, at: path(of: element.index))
  }

  private mutating func addChildren(
    _ particles: [Particle], of parent: Waiting
  ) throws(ModelError) {
    let index = parent.index
    let firstChild = elements.count
    let (firstRequirement, firstChoice) = (requirements.count, choices.count)
    for (place, particle) in particles.enumerated() {
      let start = elements.count
      var sets: [UInt64] = []
      for alternative in particle.alternatives {
        var set: UInt64 = 0
        for child in alternative.rows {
          let number = elements.count - firstChild
          try ModelCeiling.children.check(number + 1, at: path(of: index))
          let bit: UInt64 = 1 << UInt64(number)
          set |= bit
          append(child, in: parent, repeats: alternative.repeats, particle: place, bit: bit)
        }
        sets.append(set)
      }
      let all = sets.reduce(0, |)
      for child in start..<elements.count {
        elements[child].rivals = all & ~(sets.first { $0 & elements[child].bit != 0 } ?? 0)
        elements[child].excluded =
          elements[child].rivals | (elements[child].repeats ? 0 : elements[child].bit)
      }
      if particle.isRequired { require(particle, choices: all) }
    }
    elements[index].firstChild = firstChild
    elements[index].endOfChildren = elements.count
    elements[index].hasNumberedChildren = elements[firstChild...].contains { $0.level != nil }
    elements[index].requirements = firstRequirement..<requirements.count
    elements[index].choices = firstChoice..<choices.count
    for requirement in requirements[firstRequirement...] where requirement.leavesNoChoice {
      elements[index].needed |= requirement.choices
    }
  }

  private mutating func append(
    _ row: ElementRow, in parent: Waiting?, repeats: Bool, particle: Int, bit: UInt64
  ) {
    if row.numbering == .everywhere { numberedNames.insert(row.name) }
    let isNumbered = row.numbering != .never
    var isLeaf = false
    var isModelGap = false
    let content: CompiledModel.ContentKind
    switch row.content {
    case .elements: content = .elements
    case .leaf(let type):
      content = .leaf(type)
      isLeaf = true
    case .anything: content = .anything
    case .opaque(let gap):
      content = .opaque
      isModelGap = gap
    }
    let index = elements.count
    let level = parent?.levels ?? 0
    waiting.append(
      Waiting(
        row: row, index: index, levels: level + (isNumbered ? 1 : 0),
        depth: (parent?.depth ?? 0) + (isLeaf ? 0 : 1)))
    elements.append(
      CompiledModel.Element(
        name: SAXName(row.name), bit: bit, parent: parent?.index ?? -1,
        following: repeats ? index : index + 1,
        role: row.role, content: content, range: row.content.range,
        announcement: row.role.announcement, whole: row.whole, kind: row.kind, repeats: repeats,
        level: isNumbered ? level : nil, particle: particle))
    wordings.append(
      CompiledModel.Wording(
        name: row.name, startTag: Array("<\(row.name)>".utf8),
        endTag: Array("</\(row.name)>".utf8), emptyTag: Array("<\(row.name)/>".utf8),
        attributes: row.attributes, isModelGap: isModelGap))
  }

  /// The path from the root to an element, without numbers.
  private func path(of index: Int) -> String {
    var path = ""
    var current = index
    while current >= 0 {
      path = "/" + wordings[current].name + path
      current = elements[current].parent
    }
    return path
  }

  private mutating func require(_ particle: Particle, choices: UInt64) {
    let kinds = Set(particle.alternatives.flatMap(\.rows).map(\.kind))
    let names = particle.alternatives.map { alternative in
      let names = alternative.rows.map(\.name)
      return names.count == 1 ? names[0] : "one of " + names.joined(separator: ", ")
    }
    let requirement = CompiledModel.Requirement(
      choices: choices, kind: kinds.count == 1 ? kinds.first ?? nil : nil)
    requirements.append(requirement)
    if !requirement.leavesNoChoice { self.choices.append(requirement) }
    requirementNames.append(names.joined(separator: " or "))
  }
}

extension Role {
  fileprivate var announcement: CompiledModel.Announcement {
    self == .none ? .none : isPlaced ? .open : .start
  }
}

extension ElementRow {
  fileprivate var whole: CompiledModel.Whole {
    if role.announcement != .start { return .no }
    return switch content {
    case .leaf(.status): .status
    case .leaf(.text): .text
    case .leaf(let type): type.isNumber ? .number : .no
    case .elements, .anything, .opaque: .no
    }
  }
}

extension Content {
  /// The range of numbers that a leaf may contain, if it contains one.
  fileprivate var range: ClosedRange<Int64> {
    if case .leaf(let type) = self { type.range } else { .min ... .max }
  }
}
