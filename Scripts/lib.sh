# What the scripts of this folder share. To be sourced.

# Where the package is, without symbolic links.
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)

say() { printf '%s\n' "$*" >&2; }

die() {
  say "$(basename "$0"): $*"
  exit 1
}

heading() { printf '\n== %s\n' "$*"; }

has() { command -v "$1" >/dev/null 2>&1; }

is_macos() { [[ $(uname -s) == Darwin ]]; }

# Prints the comment at the top of a script, which is its help.
print_help() { awk 'NR > 1 && !/^#/ { exit } NR > 1 { sub(/^# ?/, ""); print }' "$0"; }

wrong_usage() {
  say "$(basename "$0"): $*"
  say "Try --help."
  exit 64
}

# For scripts that take no options but --help.
no_options() {
  case ${1-} in
    '') ;;
    -h | --help) print_help && exit 0 ;;
    *) wrong_usage "unknown argument: $1" ;;
  esac
}

# The C compiler: CC, or cc, or the clang of the Swift toolchain.
c_compiler() {
  if [[ -n ${CC-} ]]; then
    printf '%s\n' "$CC"
  else
    command -v cc || command -v clang
  fi
}

# Builds the command and prints its path. All that the build says goes to standard error.
built_validate() {
  local output
  output=$("$root/Scripts/build" "$@") || return 1
  printf '%s\n' "${output##*$'\n'}"
}

# Prints the path of a Python that has these packages, in an environment below the root that is made once for them. What
# starts with a dash is an option of pip.
python_with() {
  local environment
  environment=$root/.build-python/$(printf '%s\n' "$@" | cksum | cut -d ' ' -f 1)
  if [[ ! -e $environment/complete ]]; then
    python3 -m venv --clear "$environment" >&2 || return 1
    "$environment/bin/pip" install --quiet --disable-pip-version-check "$@" >&2 || return 1
    touch "$environment/complete"
  fi
  printf '%s\n' "$environment/bin/python"
}
