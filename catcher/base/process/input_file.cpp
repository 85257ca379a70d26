#include "catcher/base/process/input_file.h"

#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>

#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

namespace hookline {
namespace {

[[noreturn]] void refuse(const std::string& why) {
  throw InputFileError(why);
}

class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  ~Descriptor() {
    if (number_ >= 0) ::close(number_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  int get() const { return number_; }

 private:
  const int number_;
};

/// Until there is something to read, or the end. Signals that ask for an end do what they do by
/// default meanwhile.
void wait_readable(int descriptor) {
  sigset_t mask;
  ::pthread_sigmask(SIG_SETMASK, nullptr, &mask);
  sigdelset(&mask, SIGINT);
  sigdelset(&mask, SIGTERM);
  pollfd waited{descriptor, POLLIN, 0};
  if (::ppoll(&waited, 1, nullptr, &mask) < 0) {
    refuse(fmt::format("reading it was given up: {}", std::strerror(errno)));
  }
}

}  // namespace

std::string read_input_file(const std::string& file, std::size_t bytes_max) {
  // Opening a pipe would wait for its writer where no signal is heard.
  const Descriptor in(::open(file.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY));
  struct stat status {};
  if (in.get() < 0 || ::fstat(in.get(), &status) != 0) {
    refuse(fmt::format("can't be read: {}", std::strerror(errno)));
  }
  if (S_ISDIR(status.st_mode)) refuse("can't be read: it is a folder");
  const bool waits = !S_ISREG(status.st_mode);
  std::string content;
  std::array<char, 65536> bytes{};
  for (;;) {
    if (waits) wait_readable(in.get());
    const ssize_t size = ::read(in.get(), bytes.data(), bytes.size());
    if (size == 0) return content;
    if (size < 0 && (errno == EAGAIN || errno == EINTR)) continue;
    if (size < 0) refuse(fmt::format("can't be read: {}", std::strerror(errno)));
    content.append(bytes.data(), static_cast<std::size_t>(size));
    if (content.size() > bytes_max) {
      refuse(fmt::format("is over {} MiB, more than is read of such a file", bytes_max >> 20));
    }
  }
}

}  // namespace hookline
