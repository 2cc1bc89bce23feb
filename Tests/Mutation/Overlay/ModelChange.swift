import Foundation

/// The content model with one change: the one with the number in MODEL_CHANGE, from 1.
///
/// The rows are walked as values, always in the same order. Each place that could be different has
/// a number.
package struct ModelChange {
  private let chosen: Int
  /// The kind of packet that the rows around the current one belong to; nil if both have them.
  private var outerKind: PacketKind?
  /// The change for each number, as far as the rows have been walked.
  package private(set) var changes: [String] = []

  private init(_ chosen: Int) { self.chosen = chosen }

  static var root: ElementRow {
    let number = ProcessInfo.processInfo.environment["MODEL_CHANGE"].flatMap { Int($0) } ?? 0
    var change = ModelChange(number)
    return change.row(.packet, in: "")
  }

  /// All changes.
  package static var all: [String] {
    var change = ModelChange(0)
    _ = change.row(.packet, in: "")
    return change.changes
  }

  private mutating func isNext(_ path: String, _ what: String) -> Bool {
    changes.append("\(path): \(what)")
    return changes.count == chosen
  }

  /// One of the other values, if its number is chosen.
  private mutating func pick<Value>(
    _ value: Value, _ others: [Value], _ path: String, _ what: String
  ) -> Value {
    var picked = value
    for other in others where isNext(path, "\(what) \(other)") { picked = other }
    return picked
  }

  // MARK: Rows

  private mutating func row(_ row: ElementRow, in parent: String) -> ElementRow {
    let path = "\(parent)/\(row.name)"
    // Where the rows around are of one kind, it makes no difference to say so again.
    let kinds: [PacketKind?] = [nil, .request, .response].filter {
      $0 != row.kind && (outerKind == nil || ($0 != nil && $0 != outerKind))
    }
    let outer = outerKind
    outerKind = outer ?? row.kind
    defer { outerKind = outer }
    var attributes = row.attributes
    for (index, name) in row.attributes.enumerated() where isNext(path, "without @\(name)") {
      attributes.remove(at: index)
    }
    let isLeaf = if case .leaf = row.content { true } else { false }
    let roles: [Role] = row.role == .none ? [] : isLeaf ? [.none, .current] : [.none]
    return ElementRow(
      pick(row.name, ["another"], path, "named"), content(row.content, path),
      role: pick(row.role, roles.filter { $0 != row.role }, path, "with role"),
      only: pick(row.kind, kinds, path, "only in"),
      numbering: pick(
        row.numbering, [.never, .inPlace].filter { $0 != row.numbering }, path, "numbered"),
      attributes: attributes, about: row.about)
  }

  private mutating func content(_ content: Content, _ path: String) -> Content {
    switch content {
    case .elements(let particles): .elements(self.particles(particles, path))
    case .leaf(let type):
      // A remark is a text, and only makes a difference for the element that is reported for it.
      pick(
        content,
        [.status, .errcode, .identifier, .integer, .text].filter { $0 != type }
          .map { .leaf($0) } + [.anything, .opaque(isModelGap: false)], path, "holds")
    case .anything: pick(content, [.leaf(.text), .opaque(isModelGap: false)], path, "holds")
    case .opaque(let isGap):
      pick(content, [.opaque(isModelGap: !isGap), .leaf(.text)], path, "holds")
    }
  }

  private mutating func particles(_ particles: [Particle], _ path: String) -> [Particle] {
    var changed = particles.map { particle($0, path) }
    for index in particles.indices where isNext(path, "without \(particles[index].title)") {
      changed.remove(at: index)
    }
    for index in particles.indices.dropFirst()
    where isNext(path, "\(particles[index].title) before \(particles[index - 1].title)") {
      changed.swapAt(index - 1, index)
    }
    return changed
  }

  private mutating func particle(_ particle: Particle, _ path: String) -> Particle {
    let isOptional = isNext(
      path, "\(particle.title) \(particle.isRequired ? "optional" : "required")")
    var alternatives = particle.alternatives.map { alternative($0, path) }
    if alternatives.count > 1 {
      for (index, alternative) in particle.alternatives.enumerated()
      where isNext(path, "without the alternative \(alternative.title)") {
        alternatives.remove(at: index)
      }
    }
    return Particle(
      isRequired: particle.isRequired != isOptional, alternatives: alternatives)
  }

  private mutating func alternative(
    _ alternative: Particle.Alternative, _ path: String
  ) -> Particle.Alternative {
    var rows = alternative.rows.map { row($0, in: path) }
    if rows.count > 1 {
      for (index, row) in alternative.rows.enumerated() where isNext(path, "without \(row.name)") {
        rows.remove(at: index)
      }
    }
    let changesBound = isNext(
      path, "\(alternative.title) \(alternative.repeats ? "only once" : "repeated")")
    return Particle.Alternative(rows, repeats: alternative.repeats != changesBound)
  }
}

extension Particle {
  fileprivate var title: String { alternatives.map(\.title).joined(separator: " or ") }
}

extension Particle.Alternative {
  fileprivate var title: String { rows.count == 1 ? rows[0].name : "\(rows[0].name) and others" }
}
