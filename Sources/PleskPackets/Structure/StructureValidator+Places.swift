import ExpatSAX

/// The places of the open elements, and their numbers.
extension StructureValidator {
  /// How many modelled elements are open.
  var openCount: Int { leaf == Self.noLeaf ? depth : depth + 1 }

  /// The path of the innermost element that is open.
  var currentPath: String {
    if depth == 0 { return "/" }
    let element = leaf == Self.noLeaf ? top.element : leaf
    return model.path(of: element, ordinals: ordinals) + nested.path
  }

  /// The place of the innermost open modelled element.
  var innermost: Place? {
    if leaf != Self.noLeaf {
      return Place(element: leaf, ordinals: ordinals, location: leafLocation)
    }
    return depth == 0 ? nil : place(of: top)
  }

  func place(of frame: Frame) -> Place {
    Place(element: frame.element, ordinals: ordinals, location: frame.location)
  }

  /// Numbers one or more numbered elements among their siblings.
  mutating func count(_ index: CompiledModel.Index, times: Int = 1) {
    guard let level = elements[index].level else { return }
    counts[index] += times
    ordinals[level] = counts[index]
  }

  mutating func resetCounts(of parent: CompiledModel.Index) {
    for child in elements[parent].firstChild..<elements[parent].endOfChildren { counts[child] = 0 }
  }

  /// Resolves the lines and columns of the open elements, before the bytes go away.
  mutating func settle(_ locator: SAXLocator) {
    if depth > 0 {
      // The frame around the root is a placeholder.
      for index in 1..<depth { outer[index].location = locator.resolve(outer[index].location) }
      top.location = locator.resolve(top.location)
    }
    if leaf != Self.noLeaf { leafLocation = locator.resolve(leafLocation) }
  }
}
