/// A result, in the shape that its elements have.
public struct DownloadResult: Decodable {
  public var status = ""
  public var errcode: Int?
  public var errtext: String?
  public var filterID: String?
  public var id: Int?
  public var task: Task?

  public init() {}

  public struct Task: Decodable {
    public var id = 0
    public var finished: Finished?
    public var inProgress: InProgress?

    public init() {}

    enum CodingKeys: String, CodingKey {
      case id, finished
      case inProgress = "in-progress"
    }
  }

  public struct Finished: Decodable {
    public var error: String?
    public var packageID: Int?

    public init() {}

    enum CodingKeys: String, CodingKey {
      case error
      case packageID = "package-id"
    }
  }

  public struct InProgress: Decodable {
    public var total = 0
    public var completed = 0
    public var current: String?

    public init() {}
  }

  enum CodingKeys: String, CodingKey {
    case status, errcode, errtext, id, task
    case filterID = "filter-id"
  }
}
