/// The error codes that Plesk documents.
public enum KnownErrorCode {
  /// What the code means, or nil if Plesk's list does not have it.
  public static func meaning(of code: UInt32) -> String? { meanings[code] }

  private static let meanings: [UInt32: String] = [
    1001: "wrong user name or password",
    1002: "the account exists already",
    1003: "the agent could not be initialised",
    1004: "the initial set-up of Plesk is not complete",
    1005: "this version of the API is not supported",
    1006: "permission denied",
    1007: "the data exist already",
    1008: "multiple access denied",
    1009: "the Virtuozzo key is not valid",
    1010: "access to Plesk denied",
    1011: "the account is disabled",
    1012: "the login is locked",
    1013: "the object does not exist",
    1014: "the request could not be parsed",
    1015: "the owner was not found",
    1017: "this version does not support the feature",
    1018: "the IP address was not found",
    1019: "a value is not valid",
    1023: "the operation failed",
    1024: "a limit is reached",
    1025: "a wrong status value",
    1026: "the component is not installed",
    1027: "an operation on an IP address failed",
    1029: "the authentication method is not known",
    1030: "the licence has expired",
    1031: "the component is not configured",
    1032: "a wrong network interface",
    1033: "the client's account is incomplete",
    1050: "webmail is not installed",
    11003: "the secret key was not accepted",
    14008: "the database server is of the wrong type",
    14009: "the database server is not configured",
  ]
}
