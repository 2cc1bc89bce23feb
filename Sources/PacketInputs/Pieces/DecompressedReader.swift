import Decompression

/// The bytes of another reader, decompressed.
final class DecompressedReader: PieceReader {
  private let base: any PieceReader
  private let decompressor: Decompressor
  private let limits: DecompressionLimits
  private var piece: [UInt8] = []
  /// How many of its bytes have been decompressed.
  private var taken = 0
  private var isAtEnd = false
  private var compressedBytes = 0
  private var bytes = 0

  init(
    _ base: any PieceReader, _ format: CompressionFormat, _ limits: DecompressionLimits
  ) throws(InputError) {
    self.base = base
    self.limits = limits
    do { decompressor = try Decompressor(format) } catch { throw InputError(error.message) }
  }

  /// What messages call the compressed bytes.
  private var name: String { "the \(decompressor.format.rawValue) data" }

  var mayWait: Bool { base.mayWait && taken == piece.count }

  func read(into output: inout [UInt8]) throws(InputError) -> Int? {
    while true {
      if let breach = limits.breach(bytes, of: compressedBytes) { throw InputError(breach) }
      try decompress(into: &output)
      if !output.isEmpty {
        let allowed = limits.allowed(output.count, after: bytes)
        bytes += output.count
        output.removeLast(output.count - allowed)
        // Bytes within the limits are delivered before the breach is reported.
        if allowed > 0 { return allowed }
        continue
      }
      if isAtEnd { return 0 }
      guard let count = try base.read(into: &piece) else { return nil }
      taken = 0
      compressedBytes += count
      isAtEnd = count == 0
    }
  }

  private func decompress(into output: inout [UInt8]) throws(InputError) {
    do throws(DecompressionError) {
      taken += try decompressor.decompress(
        piece.span.extracting(taken..<piece.count), into: &output)
    } catch {
      throw InputError("\(name) is damaged after \(bytes) decompressed bytes: \(error.message)")
    }
  }

  var shortfall: String? {
    if let shortfall = base.shortfall { return shortfall }
    guard isAtEnd, !decompressor.isComplete else { return nil }
    return
      "\(name) ends early, after \(compressedBytes) bytes; everything that could be decompressed was read"
  }

  var remark: String? {
    let surplus = decompressor.surplus
    return surplus == 0
      ? base.remark : "\(surplus) bytes after \(name) do not belong to it and were skipped"
  }
}
