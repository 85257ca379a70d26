#include "catcher/captures/views/capture_form.h"

#include "tests/support/gzip.h"
#include "tests/support/made_capture.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace hookline {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

const std::string kUrlencoded = "application/x-www-form-urlencoded";

/// A request with these Content-Type lines.
CaptureForm form_of_types(const std::vector<std::string>& types, const std::string& body,
                          const std::string& more = "") {
  std::string head = "POST / HTTP/1.1\r\n" + more;
  for (const std::string& type : types) head += "Content-Type: " + type + "\r\n";
  return read_form(capture_of(head + "\r\n" + body));
}

FormFields fields_in(const CaptureForm& form) {
  return form.fields.value_or(FormFields{{"no form", form.why_not}});
}

TEST(CaptureForm, SaysWhyABodyIsNoForm) {
  EXPECT_EQ(form_of_types({}, "").why_not, "it has no body");
  EXPECT_EQ(form_of_types({}, "a=b").why_not, "it has no Content-Type");
  EXPECT_EQ(form_of_types({""}, "a=b").why_not, "its Content-Type is empty");
  EXPECT_EQ(form_of_types({"Application/JSON; charset=utf-8"}, "{}").why_not,
            "its Content-Type is application/json");
  EXPECT_EQ(form_of_types({"text/plain", kUrlencoded}, "a=b").why_not,
            "its Content-Type is text/plain and application/x-www-form-urlencoded");
  EXPECT_EQ(form_of_types({"multipart/form-data"}, "--x").why_not,
            "its Content-Type names no boundary");
  EXPECT_EQ(form_of_types({"multipart/form-data; boundary=x"}, "a=b").why_not,
            "its boundary \"x\" is nowhere in the body");
  EXPECT_THAT(form_of_types({kUrlencoded}, gzip(std::string(1000, 'a')).substr(0, 15),
                            "Content-Encoding: gzip\r\n")
                  .why_not,
              HasSubstr("ends too soon"));
  Capture refused = capture_of("POST / HTTP/1.1\r\nContent-Type: " + kUrlencoded + "\r\n\r\n");
  refused.refusal = "too long";
  EXPECT_EQ(read_form(refused).why_not, "the request was refused before its body was read");
  refused.refusal = "";
  refused.complete = false;
  EXPECT_EQ(read_form(refused).why_not, "the sender went away before its body came");
}

TEST(CaptureForm, IsOneWithAWarningWhereItIsAnnouncedOddly) {
  const FormFields fields{{"a", "b"}};
  for (const auto& [types, note] : std::vector<std::pair<std::vector<std::string>, std::string>>{
           {{kUrlencoded, kUrlencoded}, "its Content-Type stands more than once"},
           {{kUrlencoded + ", " + kUrlencoded}, "its Content-Type stands more than once"},
           {{kUrlencoded + ","}, "its Content-Type has a comma too many"},
           {{", " + kUrlencoded}, "its Content-Type has a comma too many"},
           {{kUrlencoded, "text/plain"},
            "its Content-Type is application/x-www-form-urlencoded and text/plain; the first "
            "counts"}}) {
    const auto form = form_of_types(types, "a=b");
    EXPECT_EQ(fields_in(form), fields) << types[0];
    EXPECT_THAT(form.notes, ElementsAre(note));
  }
  EXPECT_THAT(form_of_types({kUrlencoded + "; charset=utf-8"}, "a=b").notes, IsEmpty());
}

TEST(CaptureForm, HonoursTheCharsetThatIsNamed) {
  const FormFields fields{{"n", "M\xc3\xbcller"}};
  EXPECT_EQ(fields_in(form_of_types({kUrlencoded + "; charset=ISO-8859-1"}, "n=M%FCller")), fields);
  EXPECT_EQ(fields_in(form_of_types({kUrlencoded + "; charset=\"windows-1252\""}, "n=M\xfcller")),
            fields);
  EXPECT_EQ(fields_in(form_of_types({kUrlencoded + "; charset=shift_jis"}, "n=%83e")),
            (FormFields{{"n", "\u30c6"}}));
  EXPECT_EQ(fields_in(form_of_types({kUrlencoded}, "n=M%FCller&_charset_=iso-8859-1"))[0],
            fields[0]);
  const auto paypal = form_of_types({kUrlencoded}, "n=M%FCller&charset=windows-1252");
  EXPECT_EQ(fields_in(paypal)[0], fields[0]);
  EXPECT_THAT(paypal.notes, ElementsAre("it is read as windows-1252, as its field charset says"));
  EXPECT_EQ(fields_in(form_of_types({kUrlencoded}, "n=M%C3%BCller&charset=windows-1252"))[0],
            fields[0]);
  const std::string wide("n\0=\0b\0", 6);
  EXPECT_EQ(fields_in(form_of_types({kUrlencoded + "; charset=utf-16le"}, wide)),
            (FormFields{{"n", "b"}}));
}

TEST(CaptureForm, KeepsBytesApartWhereNoCharsetTellsWhatTheyAre) {
  const auto unknown = form_of_types({kUrlencoded + "; charset=x-nobody-knows"}, "n=%FC");
  EXPECT_EQ(fields_in(unknown), (FormFields{{"n", "\xfc"}}));
  EXPECT_THAT(unknown.notes, ElementsAre(HasSubstr("isn't known here")));
  EXPECT_THAT(form_of_types({kUrlencoded}, "n=%FC").notes,
              ElementsAre(HasSubstr("nothing names their charset")));
  EXPECT_THAT(form_of_types({kUrlencoded + "; charset=utf-8"}, "n=%FC").notes,
              ElementsAre(HasSubstr("no UTF-8, as which they are sent")));
  EXPECT_NE(fields_in(form_of_types({kUrlencoded + "; charset=latin1"}, "n=%81")),
            fields_in(form_of_types({kUrlencoded + "; charset=latin1"}, "n=%8D")));
}

TEST(CaptureForm, ReadsMultipartFields) {
  const auto form = form_of_types(
      {"multipart/form-data; boundary=\"x y\""},
      "--x y\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\none\r\n"
      "--x y\r\nContent-Disposition: form-data; name=\"f\"; filename=\"C:\\dir\\\"\r\n\r\nbytes\r\n"
      "--x y\r\ncontent-disposition: form-data; name=b\r\n"
      "Content-Type: text/plain; charset=iso-8859-1\r\n\r\n\xfc\r\n"
      "--x y--\r\n");
  EXPECT_EQ(fields_in(form), (FormFields{{"a", "one"}, {"f", "C:\\dir\\"}, {"b", "\xc3\xbc"}}));
  EXPECT_TRUE(form.multipart);
  EXPECT_THAT(form.notes, IsEmpty());
}

TEST(CaptureForm, ReadsWhatThereIsOfACutMultipartBody) {
  const auto form = form_of_types({"multipart/form-data; boundary=x"},
                                  "--x\r\nContent-Disposition: form-data; name=a\r\n\r\none");
  EXPECT_EQ(fields_in(form), (FormFields{{"a", "one"}}));
  EXPECT_THAT(form.notes, ElementsAre("it ends before its closing boundary"));
}

TEST(CaptureForm, NotesPartsWithoutANameOnceHoweverManyThereAre) {
  const auto notes_of = [](int nameless) {
    std::string body;
    for (int i = 0; i < nameless; ++i) body += "--B\r\n\r\nx\r\n";
    body += "--B\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1\r\n--B--\r\n";
    return read_form(capture_of("POST / HTTP/1.1\r\nContent-Type: multipart/form-data; "
                                "boundary=B\r\n\r\n" +
                                body))
        .notes;
  };
  EXPECT_EQ(notes_of(0), std::vector<std::string>{});
  EXPECT_EQ(notes_of(1), std::vector<std::string>{"one of its parts has no name"});
  EXPECT_EQ(notes_of(5000), std::vector<std::string>{"5000 of its parts have no name"});
}

}  // namespace
}  // namespace hookline
