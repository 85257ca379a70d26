#include "emitter/commands/reports/report_place.h"

#include <stdexcept>
#include <string_view>
#include <system_error>

#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

namespace hookline {
namespace {

namespace fs = std::filesystem;

/// What these names lead to is a file that is open already, which must not be replaced.
bool names_an_open_file(const fs::path& path) {
  const std::string text = path.lexically_normal().string();
  return text == "/dev/stdout" || text == "/dev/stderr" || text.starts_with("/dev/fd/") ||
         text.starts_with("/proc/");
}

/// In a folder like /tmp anybody may put a link to one of this user's own files.
void refuse_planted_link(const fs::path& link) {
  struct stat of_link {};
  struct stat of_folder {};
  const fs::path folder = link.has_parent_path() ? link.parent_path() : fs::path(".");
  if (lstat(link.c_str(), &of_link) != 0 || stat(folder.c_str(), &of_folder) != 0) return;
  const bool is_everybodys =
      (of_folder.st_mode & S_ISVTX) != 0 && (of_folder.st_mode & S_IWOTH) != 0;
  const bool is_known = of_link.st_uid == geteuid() || of_link.st_uid == of_folder.st_uid;
  if (!is_everybodys || is_known) return;
  throw std::invalid_argument(
      "is a link that another user put into a folder everybody can write to; remove it, or name "
      "another file");
}

/// To where the last part of the name leads; the folders before it are the system's to follow.
fs::path followed(fs::path path) {
  constexpr int kLinksMax = 40;
  std::error_code none;
  for (int links = 0; links < kLinksMax; ++links) {
    if (names_an_open_file(path) || !fs::is_symlink(fs::symlink_status(path, none))) return path;
    refuse_planted_link(path);
    path = path.parent_path() / fs::read_symlink(path, none);
  }
  throw std::invalid_argument("is a link that leads in a circle; name another file");
}

ReportPlace::Kind kind_of(mode_t mode) {
  if (S_ISREG(mode)) return ReportPlace::Kind::kFile;
  if (S_ISDIR(mode)) return ReportPlace::Kind::kFolder;
  if (S_ISFIFO(mode) || S_ISCHR(mode)) return ReportPlace::Kind::kStream;
  return ReportPlace::Kind::kOther;
}

/// As the file system calls it, so that two spellings of what isn't there yet are one name.
fs::path canonical_name(const fs::path& path) {
  std::error_code problem;
  const fs::path folder = path.has_parent_path() ? path.parent_path() : fs::path(".");
  const fs::path known = fs::canonical(folder, problem);
  return problem ? path.lexically_normal() : known / path.filename();
}

}  // namespace

bool ReportPlace::is_same_as(const ReportPlace& other) const {
  if (identity || other.identity) return identity == other.identity;
  return path == other.path;
}

bool ReportPlace::swallows_all() const {
  struct stat null_device {};
  if (stat("/dev/null", &null_device) != 0 || !identity) return false;
  return *identity ==
         std::pair<std::uint64_t, std::uint64_t>(null_device.st_dev, null_device.st_ino);
}

ReportPlace ReportPlace::of(const std::string& name) {
  const fs::path end = followed(name);
  ReportPlace place{canonical_name(end), Kind::kNothing, {}};
  struct stat found {};
  if (stat(end.c_str(), &found) == 0) {
    place.kind = kind_of(found.st_mode);
    place.identity.emplace(found.st_dev, found.st_ino);
    if (place.kind == Kind::kFile && names_an_open_file(end)) place.kind = Kind::kStream;
  } else if (!end.has_filename()) {
    place.kind = Kind::kFolder;
  }
  return place;
}

}  // namespace hookline
