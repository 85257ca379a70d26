#pragma once

#include "catcher/captures/store/capture_store.h"
#include "catcher/log/line_style.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace hookline {

/// An address to listen on. Port 0: any free one.
struct ListenAddress {
  std::string host = "127.0.0.1";  ///< a name or an address, IPv6 without brackets
  std::uint16_t port = 0;
  friend bool operator==(const ListenAddress&, const ListenAddress&) = default;
};

/// "HOST:PORT", "[::1]:PORT" or ":PORT" (loopback). Throws std::invalid_argument with a sentence.
ListenAddress parse_listen_address(const std::string& text);

/// Whether it can be reached from this machine alone.
bool is_loopback(const ListenAddress& address);

/// Everything that decides how a catcher behaves; the command line fills it in (options.cpp).
struct CatcherOptions {
  ListenAddress listen{"127.0.0.1", 8080};  ///< catches
  ListenAddress page{"127.0.0.1", 8081};    ///< shows
  std::string store = "hookline.db";        ///< a file, or "memory"
  StoreLimits limits;
  std::uint64_t body_bytes_max = std::uint64_t{64} << 20;
  /// For requests and calls under way, beside what the store keeps; none: enough for several of the
  /// largest bodies.
  std::optional<std::uint64_t> memory_bytes;
  std::string replies_file;           ///< reply rules to begin with; empty: none
  std::optional<std::uint64_t> seed;  ///< of rules that answer by chance; none: a random one
  bool cors = false;                  ///< browsers' scripts may send, and read what is answered
  bool path_replies = false;  ///< "/status/503" and "/delay/250ms" in a path say what is answered
  std::string forward;        ///< URL of the app that answers what no rule does; empty: nobody
  /// For the app to begin its answer, and for each further piece of it.
  std::int64_t forward_timeout_ms = 30'000;
  /// Of a forwarded or replayed request: head and body.
  std::uint64_t answer_bytes_max = std::uint64_t{16} << 20;
  bool forward_keeps_host = false;  ///< the Host as caught, not the one of the URL
  /// The URL's path, where it has one, is where everything goes; else it stands before each target.
  bool forward_to_one_path = false;
  std::vector<std::string> allowed_hosts;  ///< besides loopback, for forwarding and replay
  std::string ca_file;              ///< trusted for https, PEM; empty: what the system trusts
  bool checks_certificates = true;  ///< of https receivers beyond loopback
  std::string
      domain;         ///< NAME.domain is the channel NAME, as NAME.localhost always is; empty: none
  std::string token;  ///< what the page's callers have to know; empty: nothing on loopback, a
                      ///< random one elsewhere
  std::string page_url;  ///< where people open the page, if not where --page says; empty: there
  std::string signing_key_file;    ///< a key, or a list of them as JSON; empty: none
  std::string signing_key;         ///< from the environment, where there is no file
  std::string signing_scheme;      ///< of a key that is alone: "stripe"…; empty: it is a list
  std::string signing_header;      ///< of hmac-sha256; empty: X-Signature
  std::string catalogue_file;      ///< kinds of event to recognise; empty: none
  std::string log_level = "warn";  ///< of what is said on standard error: debug, info, warn, error
  bool quiet = false;              ///< no line per caught request
  LineStyle lines;                 ///< those lines

  int loops = 0;  ///< threads that catch; 0: one per core
};

/// What the command line asked for.
enum class CatcherCall { kRun, kDone };

/// Fills `options` from the command line. kDone: --help or --version was answered on standard
/// output. Throws Failure(kUsage) with one line.
CatcherCall parse_catcher_options(int argc, const char* const* argv, CatcherOptions& options);

}  // namespace hookline
