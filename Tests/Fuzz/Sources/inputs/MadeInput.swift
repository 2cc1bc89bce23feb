import FuzzSupport

/// An input for the command, made from the decisions of a fuzzer, and its options.
struct MadeInput {
  private(set) var bytes: [UInt8]
  /// `--concatenated`
  let isConcatenated: Bool
  /// `--engine both`
  let comparesEngines: Bool
  /// `--max-size`; nil: unlimited.
  let maximumSize: Int?

  /// The rest of the decisions is the input itself, or decides its content.
  init(_ choices: inout Choices) {
    let form = choices.byte()
    let layers = choices.byte()
    let damages = [Damage(&choices), Damage(&choices)]
    isConcatenated = form & 0x08 != 0
    comparesEngines = form & 0x10 != 0
    maximumSize = form & 0xE0 == 0xE0 ? 300 : nil
    bytes =
      switch form & 0x07 {
      case 3, 4: HTTPMaker.dump(&choices)
      case 5: ArchiveMaker.archive(&choices)
      case 6, 7: Self.packets(&choices)
      default: choices.rest
      }
    bytes = damages[0].done(to: bytes, pieces: Frames.pieces)
    let format = [nil, Compressing.gzip, .zstd, .xz][Int(layers & 3)]
    if let format {
      // One stream, or two.
      let cut = layers & 4 == 0 ? bytes.count : bytes.count / 2
      bytes =
        format.compressed(Array(bytes[..<cut]))
        + (cut < bytes.count ? format.compressed(Array(bytes[cut...])) : [])
      if layers & 8 != 0 { bytes += Array(repeating: layers >> 4, count: 5) }
    }
    bytes = damages[1].done(to: bytes, pieces: Frames.pieces)
  }

  mutating func append(_ text: String) { bytes += text.utf8 }

  /// Packets in sequence, with something or nothing between them.
  private static func packets(_ choices: inout Choices) -> [UInt8] {
    (0...choices.number(below: 3)).flatMap { _ in
      packet(&choices) + Array(choices.pick(Frames.between).utf8)
    }
  }

  /// One packet, made by a part of the decisions.
  static func packet(_ choices: inout Choices) -> [UInt8] {
    let isRequest = choices.number(below: 4) == 3
    var part = choices.part(of: 40)
    return isRequest ? PacketGenerator.request(&part) : PacketGenerator.response(&part)
  }
}
