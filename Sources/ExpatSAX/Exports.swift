public import Bytes

// Events and errors use these types, so clients get them without importing Bytes.

/// A place in the input.
public typealias Location = Bytes.Location
/// Input bytes that are still in memory.
public typealias InputWindow = Bytes.InputWindow
