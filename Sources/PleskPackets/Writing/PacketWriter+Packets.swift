/// Whole packets at once.
extension PacketWriter {
  /// A request packet.
  ///
  /// - Parameters:
  ///   - operations: One get-download-status operation each; at least one.
  ///   - options: How the packet is written.
  /// - Throws: `PacketWritingError`, see `write(_:into:)`.
  /// - Complexity: Linear in the size of the packet.
  public static func request(
    _ operations: [DownloadStatusRequest], options: Options = .default
  ) throws(PacketWritingError) -> [UInt8] {
    var (writer, packet) = (PacketWriter(options: options), [UInt8]())
    for operation in operations { try writer.write(operation, into: &packet) }
    try writer.finish(into: &packet)
    return packet
  }

  /// A response packet with one get-download-status operation.
  ///
  /// - Parameters:
  ///   - results: At least one. Their `index` is not written.
  ///   - options: How the packet is written.
  /// - Throws: `PacketWritingError`, see `write(_:into:)`.
  /// - Complexity: Linear in the size of the packet.
  public static func response(
    _ results: some Sequence<DownloadResult>, options: Options = .default
  ) throws(PacketWritingError) -> [UInt8] {
    var (writer, packet) = (PacketWriter(options: options), [UInt8]())
    for result in results { try writer.write(result, into: &packet) }
    try writer.finish(into: &packet)
    return packet
  }

  /// A response packet that says that the request failed as a whole.
  ///
  /// - Parameters:
  ///   - failure: What went wrong.
  ///   - options: How the packet is written.
  /// - Throws: `PacketWritingError`, see `write(_:into:)`.
  public static func response(
    _ failure: SystemFailure, options: Options = .default
  ) throws(PacketWritingError) -> [UInt8] {
    var (writer, packet) = (PacketWriter(options: options), [UInt8]())
    try writer.write(failure, into: &packet)
    try writer.finish(into: &packet)
    return packet
  }
}
