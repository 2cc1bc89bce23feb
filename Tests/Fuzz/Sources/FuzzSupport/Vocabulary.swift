/// Parts of generated packets. The first one in each list is the ordinary one.
enum Vocabulary {
  static let lineEnds = ["", "\n", "\r\n", "\n\n", "\r", " "]
  static let indents = ["  ", "", "\t", "    "]

  static let prologs = [
    "", "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n", "<?xml version='1.0'?>", "\u{FEFF}",
    "\u{FEFF}<?xml version=\"1.0\" encoding=\"utf-8\"?>\r\n",
    "<?xml version='1.0' encoding='US-ASCII'?>", "<?xml version='1.0' encoding='ISO-8859-1'?>",
    "<!--<result>\n</result>-->\n", "<?p </result>?>", "<?xml version='1.0' standalone='yes'?>\n",
  ]
  static let responseRoots = [
    "<packet>", "<packet version=\"1.6.9.1\">", "<packet xmlns:p='urn:p'>",
    "<packet xmlns='urn:x'>", "<packet xmlns=''>", "<packet a='</result>'>",
    "<packet xmlns:s='http://www.w3.org/2001/XMLSchema-instance' s:schemaLocation='a b' s:nil=''>",
    "<packet><system><status>error</status></system>", "<packet><request-settings/>",
    "<packet><webspace><get-download-status><result><status>ok</status></result></get-download-status></webspace>",
  ]
  static let requestRoots = [
    "<packet>", "<packet version=\"1.6.9.1\">", "<packet xmlns:p='urn:p'>", "<packet xmlns=''>",
    "<packet xmlns='urn:x'>", "<packet a=''>", "<packet><webspace/>", "<packet><system/>",
  ]
  static let afterRequestOperators = ["", "<dns/>", "<aps/>", "<upload/>", "text", "<output/>"]
  static let afterOperators = [
    "", "<output/>", "<output>done</output>", "<output></result></output>", "<aps/>", "text",
    "<upload/>", "<system><status>ok</status></system>", "<output> </output><output/>",
    "<dns><result/></dns><output><!-- x -->a<![CDATA[b]]></output>",
  ]
  static let epilogs = ["", "\n", "<!--</result>-->", "<result>", " \u{0}", "é"]

  static let ids = [
    "18", "1", "19", "007", "+18", "9223372036854775807", "1234567", "12345678", "123456789",
    "100000000000000", "1000000000000000", "2147483648", " 18 ", "\n18", "0018",
  ]
  static let numbers = [
    "7", "0", "1", "13", "3584225", "3584226", "-1", "+0", "-0", "1013", "1016", "00", "",
    "4294967295", "4294967296", "9999999", "10000000", "99999999", "100000000", "123456789012345",
    "1234567890123456", "12345678901234567", "9223372036854775807", "9223372036854775808",
    "-9223372036854775808", "-9223372036854775809", "00000000000000000000000000000018", " 7", "7 ",
    "7\t", "7\n", "\r\n7", "7\r", "1e3", "0x10", "7.0", "１８", "1 8", "+", "-", "+-1", "1&#56;",
    "1<!-- x -->8", "<![CDATA[18]]>", "1234567/", "12345678/", "123456789:",
  ]
  static let statuses = [
    "ok", "error", "OK", " ok", "okay", "", "o", "ok\n", "<!---->ok", "&#111;k",
  ]
  static let texts = [
    "a.zip", "", "Cannot download package from catalog", "18", "Größe überschritten",
    "fifteen bytes!!", "sixteen bytes!!!", "seventeen bytes!!", "thirty-one bytes, counted here",
    "日本語のテキスト", "😀😀", "\u{10FFFF}", "\u{FFFD}", "\u{FFFE}", "\u{FFFF}", "\u{85}", "\u{2028}",
    "\u{7F}",
    "\u{1}", "\u{0}", "\t", " ", "\n", "\r\n", "\r", "a\nb\nc", "a\r\nb", "a\rb", "]", "]]",
    "a]]>b",
    "a]]b", ">", "&amp;", "&lt;result&gt;", "&#10;", "&#x1F600;", "&x;", "&", "<!--</result>-->",
    "<![CDATA[</result>]]>", "<b>x</b>", "<result></result>", "</result>", "<?p </result>?>",
    "\"'", "/", "//result>", "</resul", "fifteen bytes<\u{1}", "0123456789abcdef0123456789abcdé",
    "+18", "-18", "99999999999999999999", "018", "18 ",
    // Characters whose bytes in UTF-16, of either order, spell a result.
    "爼獥汵㹴猼慴畴㹳歯⼼瑳瑡獵㰾爯獥汵㹴", "㱲敳畬琾㱳瑡瑵猾潫㰯獴慴畳㸼⽲敳畬琾", "<?p ]]>?>]]&#93;>", "<b a='&gt;'>&lt;<c/></b>",
  ]

  static let elements = [
    "status", "errcode", "errtext", "filter-id", "id", "task", "finished", "in-progress", "error",
    "package-id", "total", "completed", "current", "result", "resul", "results", "x", "filter",
    "get-download-status", "p:id", "output", "system",
  ]
  static let insideTags = [
    " ", "\n", " a='1'", " xmlns=''", " xmlns='urn:x'", " xmlns:q='urn:q'", " a='<'", "\r\n", "\t",
    " version='1'", " a='</result>'", " a=\"&amp;\"", "x", "\u{B7}",
  ]
  /// Markup and text that may be allowed between two tags, or not.
  static let pieces = [
    "<!-- x -->", "<!--</result>-->", "<?p x?>", "<![CDATA[ ]]>", "<![CDATA[</result>]]>", " ",
    "\n",
    "\r", "\r\n", "\t", "text", "&#32;", "&amp;", "<x/>", "<result/>", "</result>", "<result>",
    "<!-- a -- b -->", "é", "]]>", "\u{0}", "\u{FEFF}", "<", ">", "<!DOCTYPE a>",
    "<?xml version='1.0'?>", "<result><status>ok</status></result>",
  ]
}
