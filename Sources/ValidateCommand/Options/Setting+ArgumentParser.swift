import ArgumentParser

extension SettingRow {
  fileprivate var names: NameSpecification {
    short.map { [.customLong(name), .customShort($0)] } ?? .customLong(name)
  }

  fileprivate var argumentHelp: ArgumentHelp {
    ArgumentHelp("\(help)", valueName: valueName.isEmpty ? nil : valueName)
  }
}

extension Option {
  init<Argument>(_ setting: Setting<Argument>) where Value == Argument? {
    self.init(
      name: setting.row.names, help: setting.row.argumentHelp, completion: setting.completion,
      transform: setting.parse)
  }

  /// An option that may be repeated.
  init<Argument>(wrappedValue: [Argument], _ setting: Setting<Argument>)
  where Value == [Argument] {
    self.init(
      wrappedValue: wrappedValue, name: setting.row.names, help: setting.row.argumentHelp,
      completion: setting.completion, transform: setting.parse)
  }
}

extension Flag where Value == Bool? {
  /// A flag with an opposite.
  init(_ setting: Setting<Bool>) {
    self.init(
      name: setting.row.names, inversion: .prefixedNo, help: setting.row.argumentHelp)
  }
}

extension Flag where Value == Bool {
  init(wrappedValue: Bool, _ setting: Setting<Bool>) {
    self.init(
      wrappedValue: wrappedValue, name: setting.row.names, help: setting.row.argumentHelp)
  }
}

extension Argument where Value == [String] {
  init(wrappedValue: [String], _ setting: Setting<String>) {
    self.init(
      wrappedValue: wrappedValue, help: setting.row.argumentHelp, completion: setting.completion)
  }
}
