import Foundation

@testable import Decompression

/// The same packet as written by gzip, zstd and xz, with checksums, and in the two forms of what
/// HTTP calls deflate.
enum Samples {
  static let packet = Array(
    """
    <packet version="1.6.9.1"><aps><get-download-status><result><status>ok</status><filter-id>18</filter-id>\
    <id>18</id><task><id>18</id><finished><package-id>13</package-id></finished></task></result>\
    </get-download-status></aps></packet>

    """.utf8)

  /// The packet as one stream.
  static func stream(_ format: CompressionFormat) -> [UInt8] {
    switch format {
    case .gzip:
      decoded(
        """
        H4sIAAAAAAACA21PywrCMBC8+xXSe7MEQRTW/Esw2xoSkpLd6u/btA0qeJvH7jCDk70HkuOTCvucbp1WZ3VVujNoJzY4kvQuv1LM1vUsVuZFLMRz\
        FIM7zwGhWYOPQqX3zugLwofhrlQolsOPMPjk+UELqm3sSOv/CeGL1rB2BVsCtB7wtyWsA2AbaA5v2ur5wOoAAAA=
        """)
    case .zstd:
      decoded(
        """
        KLUv/QRoHQQAwgYWF4CrA4hZPofu42U9A8ycXMNK3jCj2oEBwGZmZmrq0Arv6sXZY0lzfk0t1C6GYr9jSWqDuu8a76jrzfM7Wgzde+BC34quM6wr\
        qGQkIinheJB5bCf4bggzGg8AZBsh2nUp+2xhRIowblIby9gY8EbktYfmkUuAmvmKuZVPQnqyCQUNpRoO
        """)
    case .xz:
      decoded(
        """
        /Td6WFoAAATm1rRGAgAhARwAAAAQz1jM4ADpAIddAB4cCCZNBoP2XnBFzmJFLaveSllulwvUL5s1I23o5dPo6igjzuq/QW5iHG4hOUCRV6xcoj5e\
        Y+jaUWFUhec7VLrnl5HMsFd7kS67zSNGPkknI1EdHEhwszxilEVeaWZBeMNZc3bj+dsn2NJsXOXtv22MRRe1pdXicZr8eG/NIGFMuNRI4z8AAAAA\
        IKad9zefRAUAAaMB6gEAAEZVvdmxxGf7AgAAAAAEWVo=
        """)
    case .deflate:
      decoded(
        """
        eNptT8sKwjAQvPsV0nuzBEEU1vxLMNsaEpKS3erv27QNKnibx+4wg5O9B5Ljkwr7nG6dVmd1VbozaCc2OJL0Lr9SzNb1LFbmRSzEcxSDO88BoVmD\
        j0Kl987oC8KH4a5UKJbDjzD45PlBC6pt7Ejr/wnhi9awdgVbArQe8LclrANgG2gObx+VUOs=
        """)
    }
  }

  /// The packet as deflate without a header.
  static let rawDeflate = decoded(
    """
    bU/LCsIwELz7FdJ7swRBFNb8SzDbGhKSkt3q79u0DSp4m8fuMIOTvQeS45MK+5xunVZndVW6M2gnNjiS9C6/UszW9SxW5kUsxHMUgzvPAaFZg49C\
    pffO6AvCh+GuVCiWw48w+OT5QQuqbexI6/8J4YvWsHYFWwK0HvC3JawDYBtoDm8=
    """)

  private static func decoded(_ text: String) -> [UInt8] {
    Array(Data(base64Encoded: text) ?? Data())
  }
}
