/// Complete packets in one call.
extension PacketWriter {
  /// Writes a complete request packet.
  ///
  /// - Parameters:
  ///   - operations: The operations; at least one. Each becomes a get-download-status element.
  ///   - options: How to write the packet.
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

  /// Writes a complete response packet with one get-download-status operation.
  ///
  /// - Parameters:
  ///   - results: The results; at least one. Their `index` is not written.
  ///   - options: How to write the packet.
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

  /// Writes a complete response packet that says that the request failed as a whole.
  ///
  /// - Parameters:
  ///   - failure: What went wrong.
  ///   - options: How to write the packet.
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
