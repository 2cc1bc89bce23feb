import ValidateCommand

@main
struct Validate {
  static func main() {
    ValidateCommand.start()
  }
}
