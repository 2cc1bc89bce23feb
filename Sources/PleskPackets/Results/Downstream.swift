/// The reducer and its sink: where the structure sends its output.
struct Downstream: StructureOutput, ~Copyable {
  var reducer: PacketReducer
  var sink: EventSink

  @inline(__always)
  mutating func receive(_ event: TypedEvent) {
    reducer.receive(event, into: &sink)
  }

  /// Counts results that were read and are delivered elsewhere.
  mutating func takeResults(_ count: Int) {
    reducer.takeResults(count, into: &sink)
    sink.take(results: count)
  }

  mutating func report(_ rule: Rule, at place: Place, child: String?, message: String) {
    sink.report(sink.finding(rule, at: place, child: child, message: message))
  }
}
