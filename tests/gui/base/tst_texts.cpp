// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/base/texts.h"

#include <QLocale>
#include <QTest>
#include <QTextDocument>

using namespace thingsdesk;
using namespace std::chrono_literals;

namespace {

constexpr qint64 second = 1'000'000'000;

Timestamp before(qint64 seconds)
{
    return {Timestamp::now().nanoseconds - seconds * second, 0};
}

} // namespace

class TestTexts final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void cleanup() { QLocale::setDefault(QLocale::c()); }
    void numbers_data();
    void numbers();
    void writesHex();
    void tellsHowLongAgo_data();
    void tellsHowLongAgo();
    void tellsDurations_data();
    void tellsDurations();
    void clockHasTheDateOnOtherDays();
    void exactTimeHasBothZones();
    void shortensDataRates_data();
    void shortensDataRates();
    void everyKindHasWordAndSymbol();
    void summarisesFields_data();
    void summarisesFields();
    void summaryOfLongFieldsIsShort();
    void plainText_data();
    void plainText();

private:
    static void useLocale(const QString &name) { QLocale::setDefault(QLocale(name)); }
};

void TestTexts::numbers_data()
{
    QTest::addColumn<QString>("inC");
    QTest::addColumn<QString>("inGerman");
    QTest::addColumn<std::function<QString()>>("text");
    const auto row = [](const char *name, const char *c, const char *de, std::function<QString()> text) {
        QTest::newRow(name) << QString::fromUtf8(c) << QString::fromUtf8(de) << std::move(text);
    };
    row("count", "12345", "12.345", [] { return texts::count(12345); });
    row("zero", "0", "0", [] { return texts::count(0); });
    row("bytes", "512 bytes", "512 Bytes", [] { return texts::byteSize(512); });
    row("megabytes", "1.2 MB", "1,2 MB", [] { return texts::byteSize(1'234'567); });
    row("rssi", "−97 dBm", "−97 dBm", [] { return texts::decibelMilliwatts(-97); });
    row("rssi with a fraction", "−97.5 dBm", "−97,5 dBm", [] { return texts::decibelMilliwatts(-97.5); });
    row("snr", "7.2 dB", "7,2 dB", [] { return texts::decibels(7.2); });
    row("snr below zero", "−12.0 dB", "−12,0 dB", [] { return texts::decibels(-12); });
    row("snr that rounds to zero", "0.0 dB", "0,0 dB", [] { return texts::decibels(-0.01); });
    row("frequency", "868.3 MHz", "868,3 MHz", [] { return texts::megahertz(868'300'000); });
    row("frequency, four digits", "867.9375 MHz", "867,9375 MHz", [] { return texts::megahertz(867'937'500); });
    row("whole frequency", "869.0 MHz", "869,0 MHz", [] { return texts::megahertz(869'000'000); });
    row("airtime", "46.3 ms", "46,3 ms", [] { return texts::airtime(46'336'000); });
    row("long airtime", "1.48 s", "1,48 s", [] { return texts::airtime(1'482'752'000); });
    row("metres", "850 m", "850 m", [] { return texts::distance(850.2); });
    row("kilometres", "1.2 km", "1,2 km", [] { return texts::distance(1234); });
    row("many kilometres", "12 km", "12 km", [] { return texts::distance(12'340); });
    row("percent", "3.4 %", "3,4 %", [] { return texts::percent(0.0344); });
    row("no percent", "0 %", "0 %", [] { return texts::percent(0); });
    row("all", "100 %", "100 %", [] { return texts::percent(1); });
    row("degrees", "52.37400°", "52,37400°", [] { return texts::degrees(52.374); });
    row("degrees south", "−0.50000°", "−0,50000°", [] { return texts::degrees(-0.5); });
}

void TestTexts::numbers()
{
    QFETCH(QString, inC);
    QFETCH(QString, inGerman);
    QFETCH(std::function<QString()>, text);
    useLocale(QStringLiteral("C"));
    QCOMPARE(text(), inC);
    useLocale(QStringLiteral("de_DE"));
    QCOMPARE(text(), inGerman);
}

void TestTexts::writesHex()
{
    const QByteArray bytes = QByteArray::fromHex("021c007b");
    QCOMPARE(texts::hexPairs(bytes), QStringLiteral("02 1C 00 7B"));
    QCOMPARE(texts::hexPairs({}), QString());
    QCOMPARE(texts::cArray(bytes, false), QStringLiteral("{ 0x02, 0x1C, 0x00, 0x7B }"));
    QCOMPARE(texts::cArray(bytes, true), QStringLiteral("{ 0x7B, 0x00, 0x1C, 0x02 }"));
    QCOMPARE(texts::cArray({}, false), QStringLiteral("{ }"));
}

void TestTexts::tellsHowLongAgo_data()
{
    QTest::addColumn<qint64>("seconds");
    QTest::addColumn<QString>("text");
    QTest::newRow("now") << qint64(0) << QStringLiteral("just now");
    QTest::newRow("minutes") << qint64(3 * 60 + 30) << QStringLiteral("3 min ago");
    QTest::newRow("hours") << qint64(3 * 3600 + 60) << QStringLiteral("3 h ago");
    QTest::newRow("a day") << qint64(25 * 3600) << QStringLiteral("1 day ago");
    QTest::newRow("days") << qint64(49 * 3600) << QStringLiteral("2 days ago");
    QTest::newRow("months") << qint64(100 * 86400) << QStringLiteral("3 months ago");
    QTest::newRow("years") << qint64(1000) * 86400 << QStringLiteral("2 years ago");
    // A clock that is wrong must not show nonsense.
    QTest::newRow("the future") << qint64(-3 * 3600 - 60) << QStringLiteral("in 3 h 1 min");
}

void TestTexts::tellsHowLongAgo()
{
    QFETCH(qint64, seconds);
    QFETCH(QString, text);
    QCOMPARE(texts::ago(before(seconds)), text);
}

void TestTexts::tellsDurations_data()
{
    QTest::addColumn<qint64>("milliseconds");
    QTest::addColumn<QString>("text");
    const auto row = [](qint64 milliseconds, const char *text) {
        QTest::addRow("%lld", milliseconds) << milliseconds << QString::fromLatin1(text);
    };
    row(0, "0 ms");
    row(41, "41 ms");
    row(2400, "2.4 s");
    row(3000, "3 s");
    row(59'000, "59 s");
    row(180'000, "3 min");
    row(7'200'000, "2 h");
    row(7'800'000, "2 h 10 min");
    row(259'200'000, "3 days");
}

void TestTexts::tellsDurations()
{
    QFETCH(qint64, milliseconds);
    QFETCH(QString, text);
    QCOMPARE(texts::duration(std::chrono::milliseconds(milliseconds)), text);
}

void TestTexts::clockHasTheDateOnOtherDays()
{
    const QDateTime noon(QDate::currentDate(), QTime(12, 4, 31));
    QCOMPARE(texts::clock(Timestamp::fromMilliseconds(noon.toMSecsSinceEpoch())), QStringLiteral("12:04:31"));
    const QString other = texts::clock(Timestamp::fromMilliseconds(noon.addDays(-3).toMSecsSinceEpoch()));
    QVERIFY2(other.endsWith(QStringLiteral(" 12:04:31")), qPrintable(other));
    // Twelve hours where the locale has them, and still with seconds.
    useLocale(QStringLiteral("en_US"));
    const QString american = texts::clock(Timestamp::fromMilliseconds(noon.addSecs(3600).toMSecsSinceEpoch()));
    QVERIFY2(american.startsWith(QStringLiteral("1:04:31")), qPrintable(american));
}

void TestTexts::exactTimeHasBothZones()
{
    const Timestamp time = *Timestamp::fromRfc3339("2026-11-24T12:04:31.123456789+01:00");
    const QStringList lines = texts::exactTime(time).split(u'\n');
    QCOMPARE(lines.size(), 2);
    QVERIFY(lines[0].contains(QStringLiteral(":31.123")));
    QVERIFY(lines[0].endsWith(time.toDateTime().toLocalTime().timeZoneAbbreviation()));
    QCOMPARE(lines[1], QStringLiteral("2026-11-24 11:04:31.123456789 UTC"));
}

void TestTexts::shortensDataRates_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("text");
    const auto row = [](const char *name, const char *text) {
        QTest::addRow("%s", name) << QString::fromLatin1(name) << QString::fromLatin1(text);
    };
    row("SF7BW125", "SF7");
    row("SF12BW125", "SF12");
    row("SF9BW500", "SF9 BW500");
    row("50000", "50000");
    row("", "");
}

void TestTexts::shortensDataRates()
{
    QFETCH(QString, name);
    QFETCH(QString, text);
    QCOMPARE(texts::dataRate(name), text);
}

void TestTexts::everyKindHasWordAndSymbol()
{
    QSet<QString> words;
    for (const RecordKind kind : allRecordKinds()) {
        QVERIFY(!texts::kind(kind).isEmpty());
        QCOMPARE(texts::kindSymbol(kind).size(), 1);
        words.insert(texts::kind(kind));
    }
    QCOMPARE(words.size(), allRecordKinds().size());
    QCOMPARE(texts::kindSymbol(RecordKind::Uplink), QStringLiteral("↑"));
    for (const Activation activation : {Activation::Otaa, Activation::Abp, Activation::OnJoinTemplate})
        QVERIFY(!texts::activation(activation).isEmpty());
}

void TestTexts::summarisesFields_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("text");
    const auto row = [](const char *json, const char *text) {
        QTest::addRow("%s", json) << QByteArray(json) << QString::fromUtf8(text);
    };
    row(R"({"temperature":21.4,"humidity":63})", "temperature 21.4  humidity 63");
    row(R"({ "b" : true , "a" : null })", "b true  a null");
    row(R"({"name":"door open"})", "name door open");
    row(R"({"gps":{"lat":52.1,"lon":4.5},"n":1})", R"(gps {"lat": 52.1, "lon": 4.5}  n 1)");
    row(R"({"list":[1,2,[3]],"z":0})", "list [1, 2, [3]]  z 0");
    row(R"({"t":"a\"b\\c\u00e9\n"})", "t a\"b\\cé ");
    row(R"({"t":"\ud83d\ude00"})", "t 😀");
    row(R"({"brackets":"}],{"})", "brackets }],{");
    row("{}", "");
    row("", "");
    row(R"({"cut":)", "cut ");
    row("]", "");
    row("nonsense", " nonsense");
    row(R"({"a":1]})", "a 1");
}

void TestTexts::summarisesFields()
{
    QFETCH(QByteArray, json);
    QFETCH(QString, text);
    QCOMPARE(texts::fieldSummary(json), text);
}

void TestTexts::summaryOfLongFieldsIsShort()
{
    QByteArray json = "{";
    for (int i = 0; i < 20'000; ++i)
        json += (i ? ",\"field" : "\"field") + QByteArray::number(i) + "\":" + QByteArray::number(i);
    json += '}';
    const QString text = texts::fieldSummary(json);
    QVERIFY(text.size() <= 301);
    QVERIFY(text.startsWith(QStringLiteral("field0 0  field1 1  ")));
    QVERIFY(text.endsWith(u'…'));
    const QString escaped = texts::fieldSummary("{\"t\":\"" + QByteArray("\\u0041").repeated(30'000) + "\",\"u\":1}");
    QVERIFY(escaped.startsWith(QStringLiteral("t AAAA")));
    QVERIFY(escaped.size() <= 301);
}

void TestTexts::plainText_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("maximum");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char *name, const QString &text, const QString &expected, int maximum = 500) {
        QTest::newRow(name) << text << maximum << expected;
    };
    row("as it is", QStringLiteral("Grünes Haus 🌱"), QStringLiteral("Grünes Haus 🌱"));
    row("controls", QStringLiteral("a\nb\tc\u0000d\u0085e\u2028f").left(12), QStringLiteral("a b c d e f"));
    row("short enough", QStringLiteral("12345"), QStringLiteral("12345"), 5);
    row("too long", QStringLiteral("123456"), QStringLiteral("12345…"), 5);
    row("not within a pair", QStringLiteral("1234🌱5"), QStringLiteral("1234…"), 5);
    row("markup", QStringLiteral("<b>x</b>"), QStringLiteral("<\u200Bb>x<\u200B/b>"));
    row("no markup", QStringLiteral("1 < 2 <3"), QStringLiteral("1 < 2 <3"));
    row("escaped markup", QStringLiteral("&lt;b"), QStringLiteral("&\u200Blt;b"));
    row("right to left", QStringLiteral("בית"), QStringLiteral("\u2068בית\u2069"));
    row("direction marks", QStringLiteral("a\u202Eb\u2066c\u200Fd"), QStringLiteral("abcd"));
}

void TestTexts::plainText()
{
    QFETCH(QString, text);
    QFETCH(int, maximum);
    QFETCH(QString, expected);
    const QString safe = texts::plain(text, maximum);
    QCOMPARE(safe, expected);
    QVERIFY(!Qt::mightBeRichText(safe));
}

QTEST_MAIN(TestTexts)
#include "tst_texts.moc"
