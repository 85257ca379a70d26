#pragma once

#include "catcher/captures/store/capture_store.h"
#include "catcher/options.h"

#include <iosfwd>
#include <memory>
#include <string>

namespace hookline {

class ReplyRules;
class SigningKeys;

/// A running catcher: store, reply rules, the catching server and the page's server. The program is
/// one of these and a wait for a signal; the emitter and the tests run it inside their own process.
class Catcher {
 public:
  /// Both addresses accept connections when it returns. Throws Failure where one can't be had or
  /// the store can't be used. One line per caught request goes to `log` unless the options are
  /// quiet; it must outlive this.
  Catcher(const CatcherOptions& options, std::ostream& log);
  /// As stop().
  ~Catcher();
  Catcher(const Catcher&) = delete;
  Catcher& operator=(const Catcher&) = delete;

  std::string catching_url() const;  ///< "http://127.0.0.1:41234"
  std::string watching_url() const;
  CaptureStore& store();
  ReplyRules& replies();
  SigningKeys& signing();

  /// Stops accepting, ends what is open within two seconds; everything answered is stored. May be
  /// called twice.
  void stop();

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace hookline
