import Bytes
import ExpatSAX

/// The open elements that the model does not check: they are counted, and their names kept only for
/// the paths of findings.
struct NestedElements {
  private var names: [UInt8] = []
  private var lengths: [Int] = []
  /// How often a name that is numbered everywhere has occurred among an element's children; the
  /// deepest parent is last.
  private var counts: [(parent: Int, name: Int, count: Int)] = []

  var isEmpty: Bool { lengths.isEmpty }

  /// The path from the innermost modelled element to the innermost element.
  var path: String {
    var path = ""
    var start = 0
    for length in lengths {
      path += "/" + String(decoding: names[start..<(start + length)], as: UTF8.self)
      start += length
    }
    return path
  }

  /// Enters an element.
  ///
  /// - Parameter depth: How many modelled elements are open.
  /// - Returns: Its step in the path.
  @discardableResult
  mutating func enter(_ tag: SAXElement, in depth: Int, _ model: CompiledModel) -> String {
    var step = String(copying: tag.localName)
    let parent = depth + lengths.count
    for (index, name) in model.numberedNames.enumerated() where step == name {
      step += "[\(count(index, in: parent))]"
    }
    enter(step: step)
    return step
  }

  mutating func enter(step: String) {
    let start = names.count
    names.append(contentsOf: step.utf8)
    lengths.append(names.count - start)
  }

  /// Leaves the innermost element.
  ///
  /// - Parameter depth: How many modelled elements are open.
  mutating func leave(in depth: Int) {
    names.removeLast(lengths.popLast() ?? 0)
    forgetChildren(of: depth + lengths.count)
  }

  /// Forgets the children of an element that ends, and of all its descendants.
  ///
  /// - Parameter depth: How many elements are open, not counting this one.
  @inline(__always)
  mutating func forgetChildren(of depth: Int) {
    while let last = counts.last, last.parent > depth { counts.removeLast() }
  }

  private mutating func count(_ name: Int, in parent: Int) -> Int {
    if let known = counts.firstIndex(where: { $0.parent == parent && $0.name == name }) {
      counts[known].count += 1
      return counts[known].count
    }
    counts.append((parent, name, 1))
    return 1
  }
}
