#include "emitter/platform/api/vendor_json.h"

#include <stdexcept>

#include <gtest/gtest.h>

namespace hookline {
namespace {

TEST(VendorText, IsCompactWithEscapedSlashesAndNothingBeyondAscii) {
  EXPECT_EQ(vendor_text({{"url", "http://a/b"}, {"name", "Zo\xc3\xab"}, {"n", 7}, {"no", nullptr}}),
            R"({"url":"http:\/\/a\/b","name":"Zo\u00eb","n":7,"no":null})");
}

TEST(VendorText, TakesBytesThatAreNoText) {
  EXPECT_EQ(vendor_text({"\xff"}), R"(["\ufffd"])");
}

TEST(ReadVendorJson, RefusesWhatIsNestedTooDeeply) {
  EXPECT_NO_THROW(read_vendor_json(std::string(500, '[') + std::string(500, ']')));
  EXPECT_THROW(read_vendor_json(std::string(600, '[') + std::string(600, ']')),
               std::invalid_argument);
  EXPECT_THROW(read_vendor_json("{\"a\":"), std::invalid_argument);
}

}  // namespace
}  // namespace hookline
