#pragma once

#include <regex>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <httplib.h>

namespace hookline {

/// cpp-httplib's routing and answers, without its sockets: requests come in over a Stream of ours,
/// one per call. Routes are set before the first call; then any thread may serve.
class HttpServer : public httplib::Server {
 public:
  struct Route {
    std::string method;
    std::string pattern;  ///< of paths, a regular expression
    std::regex regex;
  };

  HttpServer();

  // As httplib's own, which doesn't tell what is routed.
  template <class Handler>
  void Get(const std::string& pattern, Handler handler) {
    add_route("GET", pattern);
    httplib::Server::Get(pattern, std::move(handler));
  }
  template <class Handler>
  void Post(const std::string& pattern, Handler handler) {
    add_route("POST", pattern);
    httplib::Server::Post(pattern, std::move(handler));
  }
  template <class Handler>
  void Put(const std::string& pattern, Handler handler) {
    add_route("PUT", pattern);
    httplib::Server::Put(pattern, std::move(handler));
  }
  template <class Handler>
  void Delete(const std::string& pattern, Handler handler) {
    add_route("DELETE", pattern);
    httplib::Server::Delete(pattern, std::move(handler));
  }
  const std::vector<Route>& routes() const { return routes_; }
  /// What the path may be asked with: HEAD, too, where GET is. Empty: nothing is there.
  std::vector<std::string> methods_for(const std::string& path) const;

  /// Reads one request from the stream, routes it and writes its answer to the stream. Returns
  /// whether the connection may go on: false when the answer said it closes, or couldn't be
  /// written.
  bool serve(httplib::Stream& stream, bool keep_alive);
  /// Content providers that are under way end at their next piece.
  void end_streams();

 private:
  void add_route(std::string method, const std::string& pattern) {
    routes_.push_back({std::move(method), pattern, std::regex(pattern)});
  }

  std::vector<Route> routes_;
};

/// A request in memory, its answer into memory.
class MemoryStream : public httplib::Stream {
 public:
  /// Both outlive the stream.
  MemoryStream(std::string_view in, std::string& out) : in_(in), out_(out) {}

  bool is_readable() const override { return !in_.empty(); }
  bool is_writable() const override { return true; }
  ssize_t read(char* data, size_t size) override;
  ssize_t write(const char* data, size_t size) override;
  void get_remote_ip_and_port(std::string& ip, int& port) const override;
  void get_local_ip_and_port(std::string& ip, int& port) const override;
  socket_t socket() const override { return INVALID_SOCKET; }

 private:
  std::string_view in_;
  std::string& out_;
};

/// The head of an answer alone, for HEAD: what is behind it is taken and goes nowhere.
class HeadOnlyStream : public httplib::Stream {
 public:
  /// `inner` outlives this.
  explicit HeadOnlyStream(httplib::Stream& inner) : inner_(inner) {}

  bool is_readable() const override { return inner_.is_readable(); }
  bool is_writable() const override { return inner_.is_writable(); }
  ssize_t read(char* data, size_t size) override { return inner_.read(data, size); }
  ssize_t write(const char* data, size_t size) override;
  void get_remote_ip_and_port(std::string& ip, int& port) const override;
  void get_local_ip_and_port(std::string& ip, int& port) const override;
  socket_t socket() const override { return inner_.socket(); }

 private:
  httplib::Stream& inner_;
  std::string tail_;  ///< the last bytes of the head so far, in which its end may begin
  bool head_written_ = false;
};

/// A request in memory, its answer to a non-blocking socket, waiting where that is full. For a pool
/// thread.
class SocketStream : public httplib::Stream {
 public:
  /// The bytes of `in` outlive the stream. A write that gets nowhere for `write_timeout_ms` fails,
  /// and one that only creeps: it has that long, and a second for each 16 KiB.
  SocketStream(std::string_view in, int socket, int write_timeout_ms)
      : in_(in), socket_(socket), write_timeout_ms_(write_timeout_ms) {}

  bool is_readable() const override { return !in_.empty(); }
  bool is_writable() const override;
  ssize_t read(char* data, size_t size) override;
  ssize_t write(const char* data, size_t size) override;
  void get_remote_ip_and_port(std::string& ip, int& port) const override;
  void get_local_ip_and_port(std::string& ip, int& port) const override;
  socket_t socket() const override { return socket_; }

 private:
  bool wait_writable(int timeout_ms) const;

  std::string_view in_;
  int socket_;
  int write_timeout_ms_;
};

}  // namespace hookline
