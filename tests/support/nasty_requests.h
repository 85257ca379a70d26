#pragma once

#include <string>
#include <vector>

namespace hookline::test {

/// Requests that a catcher takes whole and that are hard to write down again: the bytes of each.
std::vector<std::string> nasty_requests();

/// Sends one on a connection of its own and waits until it is answered.
void send_whole(const std::string& url, const std::string& request);

/// Every byte there is, from 0.
std::string every_byte();

}  // namespace hookline::test
