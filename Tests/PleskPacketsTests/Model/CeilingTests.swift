import TestSupport
import Testing

@testable import PleskPackets

/// Models at the ceilings of the tables are read like any other, and models beyond them are
/// refused.
@Suite struct CeilingTests {
  /// A model that has a given amount of something.
  struct Sample: CustomTestStringConvertible, Sendable {
    let ceiling: ModelCeiling
    let testDescription: String
    /// The elements around the operation, and the operation with its siblings.
    var around: @Sendable (Int, ElementRow) -> ElementRow = { _, operation in
      ElementRow("packet", .elements([.oneOrMore(operation)]))
    }
    /// The content of a result after its outcome.
    var inResult: @Sendable (Int) -> [Particle] = { _ in [] }
    var numbering = Numbering.never
    /// The path of the element that has too much, if the model is one beyond the ceiling.
    let path: String

    func model(_ count: Int) throws(ModelError) -> CompiledModel {
      let status = ElementRow("status", .leaf(.status), role: .status)
      let errcode = ElementRow("errcode", .leaf(.errcode), role: .errcode)
      let errtext = ElementRow("errtext", .leaf(.text), role: .errtext)
      let filterID = ElementRow("filter-id", .leaf(.text), role: .filterID)
      let outcome = [status, errcode, errtext, filterID].map(Particle.required)
      let result = ElementRow(
        "result", .elements(outcome + inResult(count)),
        role: .result, only: .response, numbering: numbering)
      let operation = ElementRow(
        "get", .elements([.oneOrMore(result)]), role: .operation, numbering: numbering)
      return try CompiledModel(root: around(count, operation))
    }
  }

  /// A chain of elements around one, from `e1` on.
  @Sendable private static func chain(
    _ count: Int, around row: ElementRow, numbering: Numbering = .never
  ) -> ElementRow {
    (0..<count).reversed().reduce(row) { inner, number in
      ElementRow(
        number == 0 ? "packet" : "e\(number)", .elements([.oneOrMore(inner)]),
        numbering: number == 0 ? .never : numbering)
    }
  }

  @Sendable private static func leaves(_ count: Int) -> [Particle] {
    (0..<count).map { .optional(ElementRow("v\($0)", .leaf(.text))) }
  }

  static let samples = [
    // The four elements of the outcome are children, too.
    Sample(
      ceiling: .children, testDescription: "children of a result",
      inResult: { leaves($0 - 4) }, path: "/packet/get/result"),
    Sample(
      ceiling: .children, testDescription: "operations",
      around: { count, operation in
        let others = (1..<count).map { ElementRow("o\($0)", .opaque(isModelGap: false)) }
        return ElementRow("packet", .elements([.oneOrMore(others + [operation])]))
      }, path: "/packet"),
    Sample(
      ceiling: .children, testDescription: "alternatives",
      around: { count, operation in
        let others = (1..<count).map { ElementRow("o\($0)", .leaf(.text)) }
        return ElementRow(
          "packet", .elements([.oneOf(.init(others), .init([operation], repeats: true))]))
      }, path: "/packet"),
    // The operation and the result are numbered, too.
    Sample(
      ceiling: .numberedLevels, testDescription: "numbered elements",
      around: { chain($0 - 1, around: $1, numbering: .inPlace) }, numbering: .everywhere,
      path: "/packet/e1/e2/e3/get/result"),
    // The operation and the result are open, too.
    Sample(
      ceiling: .openElements, testDescription: "open elements around a result",
      around: { chain($0 - 2, around: $1) },
      path: "/packet/\((1..<15).map { "e\($0)/" }.joined())get/result"),
    Sample(
      ceiling: .openElements, testDescription: "open elements in a result",
      inResult: { count in
        let leaf = ElementRow("leaf", .leaf(.text))
        // Packet, operation and result are open, too.
        let inner = (3..<count).reversed().reduce(leaf) { inner, number in
          ElementRow("e\(number)", .elements([.required(inner)]))
        }
        return [.optional(inner)]
      },
      path: "/packet/get/result/\((3..<17).map { "e\($0)" }.joined(separator: "/"))"),
    Sample(
      ceiling: .openElements, testDescription: "an element of any content",
      inResult: { count in
        let any = ElementRow("any", .anything)
        let inner = (3..<count - 1).reversed().reduce(any) { inner, number in
          ElementRow("e\(number)", .elements([.required(inner)]))
        }
        return [.optional(inner)]
      },
      path: "/packet/get/result/\((3..<16).map { "e\($0)" }.joined(separator: "/"))/any"),
  ]

  @Test("beyond it, a model is refused", arguments: samples)
  func beyond(_ sample: Sample) {
    let maximum = sample.ceiling.maximum
    let error = #expect(throws: ModelError.self) { _ = try sample.model(maximum + 1) }
    #expect(
      error == ModelError(ceiling: sample.ceiling, path: sample.path, actual: maximum + 1))
    #expect(throws: ModelError.self) { _ = try sample.model(3 * maximum) }
  }

  @Test("at it, both engines read a packet alike", arguments: samples)
  func at(_ sample: Sample) throws {
    let model = try sample.model(sample.ceiling.maximum)
    let packet = Self.packet(of: model)
    let expat = EngineRun(.expat, packet, model: model)
    #expect(expat.error == nil)
    #expect(expat.results.count == 5)
    #expect(EngineRun(.auto, packet, model: model).lane.results == 4)
    #expect(expat.ruleIDs.isEmpty)
    for cut in [Cut.whole, .every(1), .every(7), .at(packet.count / 2)] {
      let lane = EngineRun(.auto, packet, cut: cut, model: model)
      #expect(lane.difference(from: expat) == nil, "\(cut)")
    }
    // The innermost elements are closed in the right order: cut anywhere, the path is that of an
    // open element.
    let root = model.wordings[0].name
    for end in stride(from: 1, to: packet.count, by: 11) {
      let packet = Array(packet[..<end])
      let expat = EngineRun(.expat, packet, model: model)
      #expect(EngineRun(.auto, packet, model: model).difference(from: expat) == nil, "\(end)")
      #expect(expat.error?.path == "/" || expat.error?.path.hasPrefix("/\(root)") == true)
    }
  }

  @Test("at it, a mistake in the last element is found by both engines", arguments: samples)
  func mistakes(_ sample: Sample) throws {
    let model = try sample.model(sample.ceiling.maximum)
    let text = String(decoding: Self.packet(of: model), as: UTF8.self)
    for (old, new) in [
      ("</result>", "<odd/></result>"), ("</result>", "<status>ok</status></result>"),
      ("</leaf>", "<odd/></leaf>"), ("<errcode>1013</errcode>", ""), ("</v59>", "</v59><v59/>"),
    ] {
      let packet = Array(text.replacing(old, with: new).utf8)
      let expat = EngineRun(.expat, packet, model: model)
      #expect(EngineRun(.auto, packet, model: model).difference(from: expat) == nil, "\(new)")
      let isChanged = text.contains(old)
      #expect(expat.ruleIDs.contains { $0.hasPrefix("schema/") } == isChanged, "\(new)")
    }
  }

  /// A packet of one operation with five results that hold everything.
  private static func packet(of model: CompiledModel) -> [UInt8] {
    func markup(_ index: CompiledModel.Index) -> String {
      let (element, wording) = (model.elements[index], model.wordings[index])
      let content: String
      switch element.content {
      case .leaf(.status): content = "error"
      case .leaf(let type): content = type.isNumber ? "1013" : "x"
      case .anything, .opaque: content = "y"
      case .elements:
        let children = element.firstChild..<element.endOfChildren
        // The last alternative, which leads to the operation.
        let chosen = children.filter { child in
          model.elements[child].rivals == 0 || child == children.last
        }
        content = chosen.map(markup).joined()
      }
      let text = "<\(wording.name)>\(content)</\(wording.name)>"
      return element.role == .result ? String(repeating: text, count: 5) : text
    }
    return Array(markup(0).utf8)
  }

  // MARK: Tables outside the model

  @Test("every role has its own bit, different from those of other facts")
  func roles() throws {
    let highest = Role.allCases.map(\.rawValue).max() ?? 0
    try ModelCeiling.roles.check(Int(highest) + 1, at: "/")
    #expect(Set(Role.allCases.map { Facts.has($0).rawValue }).count == Role.allCases.count)
    #expect(Facts.rare.rawValue & 0xFFFF_FFFF == 0)
    #expect(throws: ModelError(ceiling: .roles, path: "/", actual: 33)) {
      try ModelCeiling.roles.check(33, at: "/")
    }
  }

  @Test("a rule at the ceiling is watched, one more is refused")
  func rules() throws {
    let maximum = ModelCeiling.rules.maximum
    let last = ConditionalRule(
      .init(all: .errcodeIsZero, subject: .result), triggers: [.errcode])
    let other = ConditionalRule(.init(all: .reasonIsBlank, subject: .task), end: .task)
    let rules = Array(repeating: other, count: maximum - 1) + [last]
    let watches = try RuleWatches(rules)
    #expect(watches[.errcode].value.rows == 1 << UInt64(maximum - 1))
    #expect(watches[.task].end.rows.nonzeroBitCount == maximum - 1)
    #expect(watches.breakRule([.has(.errcode), .errcodeIsZero]))
    #expect(throws: ModelError(ceiling: .rules, path: "/", actual: maximum + 1)) {
      _ = try RuleWatches([other] + rules)
    }
  }

  @Test("the model and the rules of this library are within all ceilings")
  func own() throws {
    let model = try CompiledModel(root: .packet)
    #expect(model.elements.count == CompiledModel.plesk.elements.count)
    #expect(model.elements.count > 1)
    let watches = try RuleWatches(ConditionalRule.all)
    #expect(watches.conditions.count == RuleWatches.all.conditions.count)
  }

  @Test("a model of only the root says that nothing is checked inside")
  func unmodelled() {
    let model = CompiledModel(unmodelled: .packet)
    for engine in PacketOptions.Engine.allCases {
      let run = EngineRun(
        engine, Array(response(finishedResult(id: 1, package: 2)).utf8), model: model)
      #expect(run.error == nil)
      #expect(run.ruleIDs == ["packet/unmodelled"])
      #expect(run.results.isEmpty)
    }
    var writer = PacketWriter(model: model)
    var packet: [UInt8] = []
    #expect(throws: PacketWritingError.self) {
      try writer.write(DownloadResult(status: .ok), into: &packet)
    }
  }

  @Test("an error says what exceeds the ceiling, and where")
  func description() {
    let error = ModelError(ceiling: .children, path: "/packet/site", actual: 65)
    #expect("\(error)" == "/packet/site: 65 children, at most 64")
  }
}
