// SPDX-License-Identifier: GPL-3.0-or-later
#include "runnertest.h"

using namespace thingsdesk;
using namespace Qt::StringLiterals;

/// Broken sources, each with what the handler says of the first error (its count of further ones left out).
class TestSyntaxErrors final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void places_data();
    void places();
    void longLinesTakeNoLonger();

private:
    FunctionRunner m_runner{builtWorker()};
};

void TestSyntaxErrors::places_data()
{
    QTest::addColumn<QString>("source");
    QTest::addColumn<QString>("handler"); // behind "Line "; fields where it has no objection
    QTest::addColumn<QString>("here");
    const auto differs = [](const char *source, const char *handler, const char *here) {
        QTest::newRow(source) << QString::fromUtf8(source) << QString::fromUtf8(handler) << QString::fromUtf8(here);
    };
    const auto row = [&](const char *source, const char *handler) { differs(source, handler, handler); };
    row("import {a} from 'b';", "2:3 Unexpected reserved word");
    row("function Decoder(\\u{61}) {}", "2:20 Unexpected token ILLEGAL");
    differs("function Decoder(b) {\n  return {;\n}", "4:1 Unexpected token }", "3:11 Unexpected token ;");
    row("function Decoder(b) {\n  let a = 1;\n  return {};\n}", "3:7 Unexpected identifier");
    row("function Decoder(b) {\n  const a = 1;\n  return {};\n}", "3:3 Unexpected reserved word");
    row("function Decoder(b) {\n  return {a: `x`};\n}", "3:14 Unexpected token ILLEGAL");
    row("function Decoder(b) {\n  var x = 0b101;\n  return {};\n}", "3:11 Unexpected token ILLEGAL");
    row("function Decoder(b) {\n  f(1, 2,);\n  return {};\n}", "3:10 Unexpected token )");
    row("function Decoder(b) {\n  return {a};\n}", "3:12 Unexpected token }");
    differs("function Decoder(b) {\n  return {a: 1", "4:3 Unexpected identifier", "3:15 Unexpected token ;");
    row("function Decoder(b) {\n  if (b { return {}; }\n}", "3:9 Unexpected token {");
    row("function Decoder(b) {\n  var x = 'abc;\n return {};\n}", "3:11 Unexpected token ILLEGAL");
    row("function Decoder(b) {\n  var x = 1 2;\n  return {};\n}", "3:13 Unexpected number");
    row("function Decoder(b) {\n  var x = 'a' 'b';\n  return {};\n}", "3:15 Unexpected string");
    row("function Decoder(b) {\n  return {a: 1}}\n}", "4:1 Unexpected token }");
    row("function Decoder(b) {\n  var é = 1 é;\n  return {};\n}", "3:14 Unexpected identifier");
    row("function Decoder(b) {\n  var x = /abc;\n  return {};\n}", "3:11 Invalid regular expression: missing /");
    row("function Decoder(b) {\n  a\?.b;\n  return {};\n}", "3:5 Unexpected token .");
    row("var Decoder = (b) => ({a: 1});", "2:22 Unexpected token >");
    row("class X {}", "2:3 Unexpected reserved word");
    row("function Decoder(b) {\n  break;\n  return {};\n}", "3:3 Illegal break statement");
    row("function Decoder(b) {\n  @x;\n  return {};\n}", "3:3 Unexpected token ILLEGAL");
    differs("function Decoder(b) {\n  var x = \"\\u12\";\n  return {};\n}",
            "3:11 invalid escape: \\u: len(\"12\") != 4", "3:13 malformed escape sequence");
    differs("function Decoder(b) {\n  1 = 2;\n  return {};\n}", "3:3 Invalid left-hand side in assignment",
            "3 Invalid left-hand side in assignment");
    row("function Decoder(b) {\n  for (var x of b) {}\n  return {};\n}", "3:14 Unexpected identifier");
    row("function Decoder(b) {\n  else {}\n  return {};\n}", "3:3 Unexpected token else");
    row("function Decoder(b) {\n  var a = [1, 2;\n  return {};\n}", "3:16 Unexpected token ;");
    differs("function Decoder(b) {\n  /* \n  return {};\n}", "6:35 Unexpected end of input",
            "3:4 multi-line comment not terminated");
    row("function Decoder(b) {\n  var if = 1;\n  return {};\n}", "3:7 Unexpected token if");
    row("function Decoder(b) {\n  return 3in;\n}", "3:10 Unexpected token ILLEGAL");
    row("function Decoder(b) {\n  a++b;\n return 1;\n}", "3:6 Unexpected identifier");
    row("function Decoder(b) {\n  continue;\n}", "3:3 Illegal continue statement");
    differs("function Decoder(b) {\n  return {get a(b, c) {}};\n}", "{}", "3:17 Unexpected identifier");
    row("return 1;", "2:3 Illegal return statement");
    differs("function Decoder(b) {\n  var a = {b: 1,, c: 2};\n  return {};\n}", "3:19 Unexpected identifier",
            "3:17 Unexpected token ,");
    differs("function Decoder(b) {\n  return {a: 1;\n}", "4:1 Unexpected token }", "3:15 Unexpected token ;");
    row("function Decoder(b) {\n  switch (b) { case 1 return {}; }\n}", "3:23 Unexpected token return");
    row("function Decoder(b {\n  return {};\n}", "2:22 Unexpected token {");
    row("function Decoder(b) {\n  while (true {}\n}", "3:15 Unexpected token {");
    row("function Decoder(b) {\n  var a = b[0;\n return {};\n}", "3:14 Unexpected token ;");
    row("function Decoder(b) {\n  var a = ;\n return {};\n}", "3:11 Unexpected token ;");
    row("function Decoder(b) {\n  var a = 1 +;\n return {};\n}", "3:14 Unexpected token ;");
    differs("function Decoder(b) {\n  return {a: 1 b: 2};\n}", "{\"a\":1,\"b\":2}", "3:16 Unexpected identifier");
    row("function Decoder(b) {\n  return {a: 1, \"b\" 2};\n}", "3:21 Unexpected number");
    differs("function Decoder(b) {\n  try { return {}; }\n}", "3:3 Missing catch or finally after try",
            "4:1 Unexpected token }");
    row("function Decoder(b) {\n  a => b;\n}", "3:6 Unexpected token >");
    row("function Decoder(b) {\n  2 ** 3;\n}", "3:6 Unexpected token *");
    row("function Decoder(b) {\n  a \?\? b;\n}", "3:6 Unexpected token \?");
    row("async function Decoder(b) {\n  return {};\n}", "2:9 Unexpected token function");
    row("function Decoder(b) {\n  enum x;\n}", "3:3 Unexpected reserved word");
    row("function Decoder(b) {\n  var x = 1_000;\n  return {};\n}", "3:11 Unexpected token ILLEGAL");
    row("function Decoder(b) {\n  try {} catch { }\n}", "3:16 Unexpected token {");
    row("function Decoder(...b) {\n}", "2:20 Unexpected token .");
    row("function Decoder(b, port = 1) {\n}", "2:28 Unexpected token =");
    differs("function Decoder(b) {\n  return {...b};\n}", "3:12 Unexpected token .", "3:11 Unexpected token .");
    row("function Decoder(b) {\n  var [a, c] = b;\n}", "3:7 Unexpected token [");
    row("function Decoder(b) {\n  var {a} = b;\n}", "3:7 Unexpected token {");
    row("function Decoder(b) {\n  import x from 'y';\n}", "3:3 Unexpected reserved word");
    row("function Decoder(b) {\n  x.;\n return {};\n}", "3:5 Unexpected token ;");
    row("function Decoder(b) {\n  return {f() {}};\n}", "3:12 Unexpected token (");
    row("function Decoder(b) {\n  /* é */ var ü = 'ö' 'ä';\n}", "3:26 Unexpected string");
    differs("function Decoder(b) {\n  throw\n  1;\n}", "3:3 Illegal newline after throw", "4:1 Unexpected token ;");
    row("function Decoder(b) {\n  var a = 'x' + \"y' ;\n  return {};\n}", "3:17 Unexpected token ILLEGAL");
    row("function Decoder(b) {\n  if (a) else {}\n}", "3:10 Unexpected token else");
    row("function Decoder(b) {\n  do {} while (1\n return {};\n}", "4:2 Unexpected token return");
    row("function Decoder(b) {\n  return b.map(x => x);\n}", "3:19 Unexpected token >");
    row("function Decoder(b) {\n  a.class.b = 5 5;\n}", "3:17 Unexpected number");
    row("function Decoder(b) {\n  new;\n}", "3:6 Unexpected token ;");
    row("}", "2:3 Unexpected token }");
    row("function Decoder(b) { return {}; }\n)", "3:1 Unexpected token )");
}

void TestSyntaxErrors::places()
{
    QFETCH(const QString, source);
    QFETCH(const QString, here);
    const DecodeResult result = decodeOne(m_runner, source);
    QCOMPARE(shown(result), u"Internal error: Decoder threw error: (anonymous): Line "_s + here);
}

void TestSyntaxErrors::longLinesTakeNoLonger()
{
    // A place is looked for by halves, not word by word.
    const QString words = u"a; "_s.repeated(20'000);
    const DecodeResult result = decodeOne(m_runner, u"function Decoder() { "_s + words + u"1 1; }"_s);
    QCOMPARE(shown(result), u"Internal error: Decoder threw error: (anonymous): Line 2:60026 Unexpected number"_s);
    const DecodeResult open = decodeOne(m_runner, u"function Decoder() { return '"_s + u"\" "_s.repeated(20'000));
    QVERIFY2(shown(open).contains(u"Unexpected token ILLEGAL"), qPrintable(shown(open).left(200)));
}

QTEST_GUILESS_MAIN(TestSyntaxErrors)
#include "tst_syntaxerrors.moc"
