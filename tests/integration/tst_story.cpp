// SPDX-License-Identifier: GPL-3.0-or-later
#include "integration/cliprocess.h"
#include "support/madecertificate.h"
#include "support/sandboxprocess.h"

#include <QDir>
#include <QFile>
#include <QHostAddress>
#include <QJsonArray>
#include <QSslCertificate>
#include <QSslConfiguration>
#include <QSslKey>
#include <QSslServer>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>

using namespace thingsdesk::test;
using namespace Qt::StringLiterals;

namespace {

const QByteArray onJoinKey = "ttn-account-v2.the-on-join-key-of-this-test";
const QByteArray wrongKey = "ttn-account-v2.a-key-that-nobody-ever-made";
const QString appEui = u"70B3D57EF00000AA"_s;

const QByteArray decoder = "function Decoder(bytes, port) {\n"
                           "  console.log('port', port);\n"
                           "  if (bytes.length < 2) { throw new Error('too short'); }\n"
                           "  return { temperature: (bytes[0] << 8 | bytes[1]) / 10 };\n"
                           "}\n";
const QByteArray encoder = "function Encoder(object, port) { return [object.led ? 1 : 0]; }\n";
const QByteArray converter = "function Converter(decoded, port) { decoded.unit = 'C'; return decoded; }\n";

/// A port of this machine at which nobody listens.
quint16 closedPort()
{
    QTcpServer server;
    server.listen(QHostAddress::LocalHost);
    return server.serverPort();
}

std::unique_ptr<QSslServer> serveWith(const MadeCertificate &certificate)
{
    auto server = std::make_unique<QSslServer>();
    QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
    configuration.setLocalCertificate(QSslCertificate(certificate.pem));
    configuration.setPrivateKey(QSslKey(certificate.key, QSsl::Ec));
    configuration.setPeerVerifyMode(QSslSocket::VerifyNone);
    server->setSslConfiguration(configuration);
    if (!server->listen(QHostAddress::LocalHost))
        qFatal("cannot listen");
    return server;
}

QStringList stagesOf(const CliResult &result)
{
    QStringList stages;
    const QList<QJsonObject> lines = result.lines();
    for (const QJsonObject &line : lines) {
        // A confirmed downlink may be sent several times.
        if (const QString stage = line.value("stage"_L1).toString(); stages.isEmpty() || stages.last() != stage)
            stages.append(stage);
    }
    return stages;
}

} // namespace

#define VERIFY_EXIT(result, expected)                                                                                  \
    QVERIFY2((result).exitCode == (expected),                                                                          \
             ("exit code " + QByteArray::number((result).exitCode) + ": " + (result).all()).constData())

/// What a person does with a network of their own, from the first look at it to the last goodbye, and what they are
/// told when something is wrong. Each function is a chapter; they build on one another.
class TestStory final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY2(m_network.start({}, true), qPrintable(m_network.error()));
        m_newApp = m_network.application(u"new-app"_s);
        QVERIFY(!m_newApp.accessKey.isEmpty());
    }

    // --- The main job ---

    void theNetworkIsDiscovered()
    {
        const CliResult all = anyone({u"discover"_s});
        VERIFY_EXIT(all, 0);
        QVERIFY(!all.lines().isEmpty());
        const CliResult handlers = anyone({u"discover"_s, u"handler"_s});
        VERIFY_EXIT(handlers, 0);
        QCOMPARE(handlers.lines().size(), 1);
        m_handlerId = handlers.line().value("id"_L1).toString();
        QCOMPARE(handlers.line().value("service_name"_L1), u"handler"_s);
        QVERIFY(handlers.line().value("certificate"_L1).toString().startsWith("-----BEGIN"_L1));

        const CliResult one = anyone({u"discover"_s, u"handler"_s, m_handlerId});
        VERIFY_EXIT(one, 0);
        QCOMPARE(one.line().value("net_address"_L1), handlers.line().value("net_address"_L1));
        const CliResult ofApplication = anyone({u"--app"_s, u"weather-station"_s, u"discover"_s});
        VERIFY_EXIT(ofApplication, 0);
        QCOMPARE(ofApplication.line().value("id"_L1), m_handlerId);

        VERIFY_EXIT(anyone({u"discover"_s, u"handler"_s, u"no-such-handler"_s}), 1);
        VERIFY_EXIT(anyone({u"discover"_s, u"--app-eui"_s, appEui}), 1); // V2 announces none
    }

    void theWayIsChecked()
    {
        const CliResult check = asOwnerOf(u"weather-station"_s, {u"check"_s});
        VERIFY_EXIT(check, 0);
        QStringList steps;
        const QList<QJsonObject> lines = check.lines();
        for (const QJsonObject &line : lines) {
            steps.append(line.value("step"_L1).toString());
            QCOMPARE(line.value("ok"_L1), QJsonValue(true));
            QVERIFY(line.value("ms"_L1).isDouble());
            QVERIFY(line.value("failure"_L1).isNull());
        }
        QCOMPARE(steps, (QStringList{u"discovery reached"_s, u"certificate trusted"_s, u"handler found"_s,
                                     u"handler reached"_s, u"key accepted"_s, u"broker reached"_s,
                                     u"broker accepted the key"_s, u"subscribed"_s}));
    }

    void anApplicationIsRegistered()
    {
        const CliResult unknown = mine({u"app"_s, u"show"_s});
        VERIFY_EXIT(unknown, 1);
        const CliResult registered = mine({u"app"_s, u"register"_s});
        VERIFY_EXIT(registered, 0);
        QCOMPARE(registered.line().value("app_id"_L1), u"new-app"_s);
        VERIFY_EXIT(mine({u"app"_s, u"register"_s}), 1);
        const CliResult shown = mine({u"app"_s, u"show"_s});
        VERIFY_EXIT(shown, 0);
        QCOMPARE(shown.line().value("payload_format"_L1), u""_s);
    }

    void itsPayloadFunctionsAreSet()
    {
        write(u"one/decoder.js"_s, decoder);
        write(u"one/encoder.js"_s, encoder);
        write(u"two/converter.js"_s, converter);
        const CliResult first = mine({u"app"_s, u"functions"_s, u"set"_s, path(u"one"_s)});
        VERIFY_EXIT(first, 0);
        QCOMPARE(first.line().value("payload_format"_L1), u"custom"_s);
        // Those left out stay.
        const CliResult second = mine({u"app"_s, u"functions"_s, u"set"_s, path(u"two"_s)});
        VERIFY_EXIT(second, 0);
        QCOMPARE(second.line().value("decoder"_L1), QString::fromUtf8(decoder));
        QCOMPARE(second.line().value("converter"_L1), QString::fromUtf8(converter));

        VERIFY_EXIT(mine({u"app"_s, u"functions"_s, u"get"_s, path(u"three"_s)}), 0);
        QCOMPARE(read(u"three/decoder.js"_s), decoder);
        QCOMPARE(read(u"three/converter.js"_s), converter);
        QVERIFY(!QFile::exists(path(u"three/validator.js"_s)));

        const CliResult format = mine({u"app"_s, u"format"_s, u"cayennelpp"_s});
        VERIFY_EXIT(format, 0);
        QCOMPARE(format.line().value("payload_format"_L1), u"cayennelpp"_s);
        QCOMPARE(format.line().value("decoder"_L1), QString::fromUtf8(decoder));
        VERIFY_EXIT(mine({u"app"_s, u"format"_s, u"custom"_s}), 0);
    }

    void itsOnJoinKeyIsSetAndNeverShown()
    {
        const QStringList set{u"app"_s, u"on-join-key"_s, u"set"_s};
        const CliResult byVariable = mine(set, {{u"THINGSDESK_ON_JOIN_KEY"_s, onJoinKey}});
        VERIFY_EXIT(byVariable, 0);
        QCOMPARE(byVariable.line().value("register_on_join_access_key_set"_L1), QJsonValue(true));
        VERIFY_EXIT(mine({u"app"_s, u"on-join-key"_s, u"clear"_s}), 0);
        QCOMPARE(mine({u"app"_s, u"show"_s}).line().value("register_on_join_access_key_set"_L1), QJsonValue(false));
        VERIFY_EXIT(mine(set, {}, onJoinKey + '\n'), 0);
        // It survives an edit of something else.
        VERIFY_EXIT(mine({u"app"_s, u"functions"_s, u"set"_s, path(u"one"_s)}), 0);
        QCOMPARE(mine({u"app"_s, u"show"_s}).line().value("register_on_join_access_key_set"_L1), QJsonValue(true));
    }

    void devicesAreRegistered()
    {
        const CliResult withoutEui = mine({u"device"_s, u"register"_s, u"otaa-1"_s});
        VERIFY_EXIT(withoutEui, 2);
        QVERIFY(withoutEui.error().value("detail"_L1).toString().contains("--app-eui"_L1));

        const CliResult otaa =
            mine({u"device"_s, u"register"_s, u"otaa-1"_s, u"--app-eui"_s, u"70-B3-D5-7E-F0-00-00-AA"_s,
                  u"--description"_s, u"On the roof"_s, u"--latitude"_s, u"52.01"_s, u"--longitude"_s, u"-4.36"_s,
                  u"--attribute"_s, u"floor=3"_s});
        VERIFY_EXIT(otaa, 0);
        QCOMPARE(otaa.line().value("latitude"_L1).toDouble(), 52.01);
        QCOMPARE(otaa.line().value("attributes"_L1)["floor"_L1].toString(), u"3"_s);
        const QJsonObject otaaPart = otaa.line().value("lorawan_device"_L1).toObject();
        QCOMPARE(otaaPart.value("app_eui"_L1), appEui);
        QCOMPARE(otaaPart.value("dev_eui"_L1).toString().size(), 16);
        QCOMPARE(otaaPart.value("app_key"_L1).toString().size(), 32);

        // The AppEUI now comes from the device beside it.
        const CliResult abp = mine({u"device"_s, u"register"_s, u"abp-1"_s, u"--abp"_s, u"--fcnt-check"_s, u"off"_s});
        VERIFY_EXIT(abp, 0);
        const QJsonObject abpPart = abp.line().value("lorawan_device"_L1).toObject();
        QCOMPARE(abpPart.value("app_eui"_L1), appEui);
        QCOMPARE(abpPart.value("dev_addr"_L1).toString().size(), 8);
        QCOMPARE(abpPart.value("nwk_s_key"_L1).toString().size(), 32);
        QCOMPARE(abpPart.value("app_key"_L1), u""_s);
        QCOMPARE(abpPart.value("disable_f_cnt_check"_L1), QJsonValue(true));

        const CliResult onJoin = mine({u"device"_s, u"register"_s, u"template"_s, u"--on-join"_s});
        VERIFY_EXIT(onJoin, 0);
        QCOMPARE(onJoin.line().value("lorawan_device"_L1)["dev_eui"_L1].toString(), u""_s);
        QVERIFY(onJoin.line().value("description"_L1).toString().contains(appEui));

        const CliResult again = mine({u"device"_s, u"register"_s, u"otaa-1"_s});
        VERIFY_EXIT(again, 1);
    }

    void devicesAreListedAndShown()
    {
        const CliResult list = mine({u"device"_s, u"list"_s});
        VERIFY_EXIT(list, 0);
        QStringList ids;
        const QList<QJsonObject> lines = list.lines();
        for (const QJsonObject &line : lines)
            ids.append(line.value("dev_id"_L1).toString());
        QCOMPARE(ids, (QStringList{u"abp-1"_s, u"otaa-1"_s, u"template"_s}));
        const CliResult second = mine({u"device"_s, u"list"_s, u"--limit"_s, u"1"_s, u"--offset"_s, u"1"_s});
        QCOMPARE(second.lines().size(), 1);
        QCOMPARE(second.line().value("dev_id"_L1), u"otaa-1"_s);

        const CliResult shown = mine({u"device"_s, u"show"_s, u"otaa-1"_s});
        VERIFY_EXIT(shown, 0);
        QCOMPARE(shown.line().value("lorawan_device"_L1)["f_cnt_up"_L1].toInt(-1), 0);
        const CliResult text =
            cli(connection(u"new-app"_s) + QStringList{u"device"_s, u"show"_s, u"otaa-1"_s}, m_newApp.accessKey);
        VERIFY_EXIT(text, 0);
        QVERIFY(text.output.contains("52.01"));
        QVERIFY(text.output.contains("OTAA"));
    }

    void aDeviceIsChanged()
    {
        const QJsonObject before = mine({u"device"_s, u"show"_s, u"otaa-1"_s}).line();
        const CliResult changed =
            mine({u"device"_s, u"set"_s, u"otaa-1"_s, u"--description"_s, u"In the cellar"_s, u"--attribute"_s,
                  u"floor="_s, u"--attribute"_s, u"room=7"_s, u"--fcnt-down"_s, u"9"_s});
        VERIFY_EXIT(changed, 0);
        const QJsonObject after = mine({u"device"_s, u"show"_s, u"otaa-1"_s}).line();
        QCOMPARE(after.value("description"_L1), u"In the cellar"_s);
        QCOMPARE(after.value("attributes"_L1).toObject(), (QJsonObject{{u"room"_s, u"7"_s}}));
        QCOMPARE(after.value("lorawan_device"_L1)["f_cnt_down"_L1].toInt(), 9);
        QCOMPARE(after.value("latitude"_L1), before.value("latitude"_L1));
        QCOMPARE(after.value("lorawan_device"_L1)["app_key"_L1], before.value("lorawan_device"_L1)["app_key"_L1]);

        // Counters survive an edit, and go only where the user says so.
        VERIFY_EXIT(mine({u"device"_s, u"set"_s, u"otaa-1"_s, u"--altitude"_s, u"-3"_s}), 0);
        QCOMPARE(counterDown(u"otaa-1"_s), 9);
        VERIFY_EXIT(mine({u"device"_s, u"set"_s, u"otaa-1"_s, u"--reset-counters"_s}), 0);
        QCOMPARE(counterDown(u"otaa-1"_s), 0);
    }

    void aDeviceIsPersonalizedAndDeleted()
    {
        const CliResult personal = mine({u"device"_s, u"personalize"_s, u"otaa-1"_s});
        VERIFY_EXIT(personal, 0);
        const QJsonObject part = personal.line().value("lorawan_device"_L1).toObject();
        QCOMPARE(part.value("app_key"_L1), u""_s);
        QCOMPARE(part.value("dev_addr"_L1).toString().size(), 8);
        QCOMPARE(part.value("app_s_key"_L1).toString().size(), 32);

        VERIFY_EXIT(mine({u"device"_s, u"delete"_s, u"template"_s}), 2); // not without --yes
        VERIFY_EXIT(mine({u"device"_s, u"delete"_s, u"template"_s, u"--yes"_s}), 0);
        VERIFY_EXIT(mine({u"device"_s, u"show"_s, u"template"_s}), 1);
    }

    void anUplinkIsSeenDecoded()
    {
        CliProcess listener(connection(u"new-app"_s) + QStringList{u"--json"_s, u"listen"_s, u"--count"_s, u"1"_s},
                            key(m_newApp.accessKey));
        QVERIFY2(listener.waitForMessage("Listening"), listener.messages().constData());
        // While it runs: neither its command line nor its environment tells the key.
        QVERIFY(!visibleProcessTexts().contains(m_newApp.accessKey));
        VERIFY_EXIT(mine({u"simulate"_s, u"abp-1"_s, u"00 D6"_s, u"--port"_s, u"2"_s}), 0);
        const CliResult heard = listener.finish();
        VERIFY_EXIT(heard, 0);
        const QJsonObject line = heard.line();
        QCOMPARE(line.value("kind"_L1), u"uplink"_s);
        QCOMPARE(line.value("app_id"_L1), u"new-app"_s);
        QCOMPARE(line.value("dev_id"_L1), u"abp-1"_s);
        QVERIFY(!line.value("received"_L1).toString().isEmpty());
        const QJsonObject message = line.value("message"_L1).toObject();
        QCOMPARE(message.value("payload_raw"_L1), u"ANY="_s);
        QCOMPARE(message.value("payload_fields"_L1)["temperature"_L1].toDouble(), 21.4);
        QCOMPARE(message.value("payload_fields"_L1)["unit"_L1].toString(), u"C"_s);
    }

    void eventsAreHeard()
    {
        CliProcess listener(connection(u"new-app"_s) +
                                QStringList{u"--json"_s, u"listen"_s, u"--events"_s, u"--count"_s, u"2"_s},
                            key(m_newApp.accessKey));
        QVERIFY2(listener.waitForMessage("Listening"), listener.messages().constData());
        VERIFY_EXIT(mine({u"device"_s, u"set"_s, u"abp-1"_s, u"--latitude"_s, u"1.5"_s}), 0);
        VERIFY_EXIT(mine({u"simulate"_s, u"abp-1"_s, u"01"_s}), 0); // too short for the decoder
        const CliResult heard = listener.finish();
        VERIFY_EXIT(heard, 0);
        QCOMPARE(heard.line().value("kind"_L1), u"update"_s);
        QCOMPARE(heard.line().value("message"_L1)["latitude"_L1].toDouble(), 1.5);
        QCOMPARE(heard.lines().size(), 2);
    }

    void downlinksAreFollowed_data()
    {
        QTest::addColumn<QString>("device");
        QTest::addColumn<QStringList>("options");
        QTest::addColumn<QStringList>("stages");
        const QStringList unconfirmed{u"published"_s, u"scheduled"_s, u"sent"_s};
        const QStringList confirmed = unconfirmed + QStringList{u"acked"_s};
        const auto options = [](const QString &line) { return line.split(u' '); };
        QTest::newRow("replace, hex") << u"greenhouse-em300"_s << options(u"--hex 0102"_s) << unconfirmed;
        QTest::newRow("first, base64") << u"greenhouse-em300"_s << options(u"--base64 AwQ= --schedule first --port 9"_s)
                                       << unconfirmed;
        QTest::newRow("last, text") << u"greenhouse-em300"_s << options(u"--text hi --schedule last"_s) << unconfirmed;
        QTest::newRow("confirmed") << u"greenhouse-em300"_s << options(u"--hex 05 --confirmed"_s) << confirmed;
        QTest::newRow("fields") << u"plug-ws523"_s << options(u"--fields {\"socket_status\":\"on\"} --port 85"_s)
                                << unconfirmed;
    }

    void downlinksAreFollowed()
    {
        QFETCH(QString, device);
        QFETCH(QStringList, options);
        QFETCH(QStringList, stages);
        const CliResult sent = asOwnerOf(u"weather-station"_s,
                                         QStringList{u"send"_s, device} + options + QStringList{u"--wait"_s, u"80"_s});
        VERIFY_EXIT(sent, 0);
        QCOMPARE(stagesOf(sent), stages);
    }

    void aDownlinkToNobodyIsExplained()
    {
        const CliResult sent = mine({u"send"_s, u"nobody"_s, u"--hex"_s, u"01"_s, u"--wait"_s, u"2"_s});
        VERIFY_EXIT(sent, 3);
        QCOMPARE(stagesOf(sent), QStringList{u"published"_s});
        QVERIFY2(sent.errorText().contains("no such device"_L1), qPrintable(sent.errorText()));
        const CliResult waiting = mine({u"send"_s, u"abp-1"_s, u"--hex"_s, u"01"_s, u"--wait"_s, u"2"_s});
        VERIFY_EXIT(waiting, 3);
        QCOMPARE(stagesOf(waiting), (QStringList{u"published"_s, u"scheduled"_s}));
        VERIFY_EXIT(mine({u"send"_s, u"abp-1"_s, u"--hex"_s, u"01"_s}), 0);
    }

    void payloadsAreDecodedHere()
    {
        const QStringList decode{u"--json"_s, u"decode"_s, u"--functions"_s, path(u"one"_s), u"--port"_s, u"2"_s};
        const CliResult two = cli(decode + QStringList{u"00D6"_s, u"01"_s}, {});
        VERIFY_EXIT(two, 1);
        QCOMPARE(two.lines().size(), 2);
        QCOMPARE(two.line().keys(), (QStringList{u"error"_s, u"fields"_s, u"logs"_s, u"valid"_s}));
        QCOMPARE(two.line().value("fields"_L1)["temperature"_L1].toDouble(), 21.4);
        QVERIFY(two.line().value("error"_L1).isNull());
        QVERIFY(two.lines()[1].value("error"_L1).toString().contains("too short"_L1));

        const CliResult many = cli(decode + QStringList{u"-"_s}, {}, {}, QByteArray("00D6\n\n00 D7\n").repeated(1500));
        VERIFY_EXIT(many, 0);
        QCOMPARE(many.lines().size(), 3000);
        QCOMPARE(many.lines().last().value("fields"_L1)["temperature"_L1].toDouble(), 21.5);

        const CliResult lpp = cli({u"--json"_s, u"decode"_s, u"--cayenne"_s, u"--port"_s, u"1"_s, u"0767FF64"_s}, {});
        VERIFY_EXIT(lpp, 0);
        QCOMPARE(lpp.line().value("fields"_L1)["temperature_7"_L1].toDouble(), -15.6);
    }

    void aBuildServerChecksVectors()
    {
        write(u"good.json"_s,
              R"({"vectors": [{"name": "warm", "port": 2, "bytes": "00D6", "fields": {"temperature": 21.4}},
                                              {"name": "cut off", "port": 2, "bytes": "01", "error": "too short"}]})");
        write(u"bad.json"_s, R"([{"name": "cold", "port": 2, "bytes": "00D6", "fields": {"temperature": 3}}])");
        write(u"broken.json"_s, R"([{"name": "x", "port": 2, "fields": {}}])");
        const auto check = [&](const QString &file, const QStringList &more = {}) {
            return cli(
                QStringList{u"--json"_s, u"decode"_s, u"--functions"_s, path(u"one"_s), u"--vectors"_s, path(file)} +
                    more,
                {});
        };
        const CliResult good = check(u"good.json"_s);
        VERIFY_EXIT(good, 0);
        QCOMPARE(good.lines().size(), 2);
        QVERIFY(good.line().value("passed"_L1).toBool());
        const CliResult bad = check(u"bad.json"_s, {u"--junit"_s, path(u"report.xml"_s)});
        VERIFY_EXIT(bad, 1);
        QCOMPARE(bad.line().value("difference"_L1).toString(), u"temperature: 3 expected, 21.4 given"_s);
        QVERIFY(read(u"report.xml"_s).contains("<failure message=\"temperature: 3 expected, 21.4 given\"/>"));
        const CliResult broken = check(u"broken.json"_s);
        VERIFY_EXIT(broken, 2);
        QVERIFY2(broken.errorText().contains("\"x\": \"bytes\" is missing"_L1), qPrintable(broken.errorText()));
        VERIFY_EXIT(check(u"good.json"_s, {u"--port"_s, u"2"_s}), 2);
        VERIFY_EXIT(cli({u"decode"_s, u"--functions"_s, path(u"one"_s), u"--port"_s, u"2"_s}, {}), 2);
    }

    void aBuildServerWatches()
    {
        QDir().mkpath(path(u"watched"_s));
        write(u"watched/decoder.js"_s, "function Decoder(b) { return { n: b.length }; }");
        write(u"watched.json"_s, R"([{"name": "two", "bytes": "0102", "fields": {"n": 2}}])");
        CliProcess process({u"--json"_s, u"decode"_s, u"--functions"_s, path(u"watched"_s), u"--vectors"_s,
                            path(u"watched.json"_s), u"--watch"_s},
                           {});
        QVERIFY2(process.waitForMessage("1 of 1 test vectors passed"), process.messages().constData());
        write(u"watched/decoder.js"_s, "function Decoder(b) { return { n: 1 }; }");
        QVERIFY2(process.waitForMessage("0 of 1 test vectors passed"), process.messages().constData());
        write(u"watched.json"_s, "[{ half"); // while it is written
        QVERIFY2(process.waitForMessage("watched.json"), process.messages().constData());
        write(u"watched.json"_s, R"([{"bytes": "01", "fields": {"n": 1}}, {"bytes": "02", "fields": {"n": 1}}])");
        QVERIFY2(process.waitForMessage("2 of 2 test vectors passed"), process.messages().constData());
        process.interrupt(SIGINT);
        VERIFY_EXIT(process.finish(), 130);
        VERIFY_EXIT(
            cli({u"decode"_s, u"--functions"_s, path(u"one"_s), u"--watch"_s, u"00D6"_s, u"--port"_s, u"2"_s}, {}), 2);
    }

    void theHandlerDecodesAndEncodesDry()
    {
        const CliResult up =
            mine({u"dry-uplink"_s, u"--functions"_s, path(u"one"_s), u"--port"_s, u"2"_s, u"00D6"_s, u"01"_s});
        VERIFY_EXIT(up, 1);
        QCOMPARE(up.line().value("fields"_L1)["temperature"_L1].toDouble(), 21.4);
        QVERIFY(!up.line().value("logs"_L1).toArray().isEmpty());
        QVERIFY(up.lines()[1].value("error"_L1).toString().contains("too short"_L1));
        const CliResult lpp = mine({u"dry-uplink"_s, u"--cayenne"_s, u"--port"_s, u"1"_s, u"0767FF64"_s});
        VERIFY_EXIT(lpp, 0);
        QCOMPARE(lpp.line().value("fields"_L1)["temperature_7"_L1].toDouble(), -15.6);
        const CliResult down = mine({u"dry-downlink"_s, u"--functions"_s, path(u"one"_s), u"{\"led\": true}"_s});
        VERIFY_EXIT(down, 0);
        QCOMPARE(down.line().value("payload_raw"_L1), u"AQ=="_s);
    }

    void anEndlessLoopIsNotSent()
    {
        write(u"loop/decoder.js"_s, "function Decoder() { for (;;) {} }\n");
        const CliResult dry = mine({u"dry-uplink"_s, u"--functions"_s, path(u"loop"_s), u"--port"_s, u"1"_s, u"00"_s});
        VERIFY_EXIT(dry, 2);
        QVERIFY2(dry.errorText().contains("for (;;) {}"_L1), qPrintable(dry.errorText()));
        VERIFY_EXIT(mine({u"app"_s, u"functions"_s, u"set"_s, path(u"loop"_s)}), 2);
        // Here it costs one result.
        const CliResult local =
            cli({u"--json"_s, u"decode"_s, u"--functions"_s, path(u"loop"_s), u"--port"_s, u"1"_s, u"00"_s}, {});
        VERIFY_EXIT(local, 1);
        QVERIFY(!local.line().value("error"_L1).isNull());
    }

    // --- What goes wrong ---

    void wrongUseIsNamed_data()
    {
        QTest::addColumn<QString>("line");
        QTest::addColumn<QString>("named");
        QTest::newRow("nothing") << u""_s << u"command"_s;
        QTest::newRow("unknown command") << u"dance"_s << u"dance"_s;
        QTest::newRow("unknown option") << u"listen --loud"_s << u"--loud"_s;
        QTest::newRow("missing value") << u"listen --count"_s << u"--count"_s;
        QTest::newRow("wrong number") << u"listen --count none"_s << u"--count"_s;
        QTest::newRow("port") << u"send abp-1 --hex 01 --port 224"_s << u"--port"_s;
        QTest::newRow("nothing to send") << u"send abp-1"_s << u"--hex"_s;
        QTest::newRow("two things to send") << u"send abp-1 --hex 01 --text a"_s << u"--text"_s;
        QTest::newRow("no hex") << u"send abp-1 --hex 0g"_s << u"--hex"_s;
        QTest::newRow("no base64") << u"send abp-1 --base64 A"_s << u"--base64"_s;
        QTest::newRow("no object") << u"send abp-1 --fields [1]"_s << u"object"_s;
        QTest::newRow("schedule") << u"send abp-1 --hex 01 --schedule soon"_s << u"--schedule"_s;
        QTest::newRow("device ID") << u"device show Dev_1"_s << u"Device ID"_s;
        QTest::newRow("latitude") << u"device set abp-1 --latitude 91"_s << u"--latitude"_s;
        QTest::newRow("nothing to change") << u"device set abp-1"_s << u"change"_s;
        QTest::newRow("format") << u"app format json"_s << u"json"_s;
        QTest::newRow("unregister") << u"app unregister"_s << u"new-app"_s;
        QTest::newRow("history without a profile") << u"history search"_s << u"profile"_s;
    }

    void wrongUseIsNamed()
    {
        QFETCH(QString, line);
        QFETCH(QString, named);
        const CliResult result = mine(line.split(u' ', Qt::SkipEmptyParts));
        VERIFY_EXIT(result, 2);
        QVERIFY2(result.errorText().contains(named), qPrintable(result.errorText()));
        QVERIFY(!result.error().value("detail"_L1).toString().isEmpty());
        QVERIFY(result.output.isEmpty());
    }

    void keysAreAskedForAndChecked()
    {
        const QStringList show = connection(u"new-app"_s) + QStringList{u"--json"_s, u"app"_s, u"show"_s};
        VERIFY_EXIT(cli(show, {}), 2);
        VERIFY_EXIT(cli(show, "akeywithoutadot"), 2);
        VERIFY_EXIT(cli(show, m_newApp.accessKey, {{u"THINGSDESK_TOKEN"_s, "a.b.c"}}), 2);
        const CliResult wrong = cli(show, wrongKey);
        VERIFY_EXIT(wrong, 1);
        QVERIFY2(wrong.errorText().contains("key"_L1), qPrintable(wrong.errorText()));
        VERIFY_EXIT(cli(show, m_network.application(u"parking"_s).accessKey), 1);

        write(u"key"_s, m_newApp.accessKey + '\n');
        VERIFY_EXIT(cli(show + QStringList{u"--key-file"_s, path(u"key"_s)}, {}), 0);
        VERIFY_EXIT(cli(show + QStringList{u"--key-file"_s, u"-"_s}, {}, {}, m_newApp.accessKey), 0);
        const CliResult byToken = cli(show, {}, {{u"THINGSDESK_TOKEN"_s, m_network.token(u"new-app"_s)}});
        VERIFY_EXIT(byToken, 0);
    }

    void aMissingRightIsNamed()
    {
        const QByteArray readOnly = m_newApp.keyWith({u"messages:up:r"_s});
        QVERIFY(!readOnly.isEmpty());
        const CliResult shown =
            cli(connection(u"new-app"_s) + QStringList{u"--json"_s, u"device"_s, u"show"_s, u"abp-1"_s}, readOnly);
        VERIFY_EXIT(shown, 1);
        QVERIFY2(shown.errorText().contains("devices"_L1), qPrintable(shown.errorText()));
    }

    void whatIsNotThereIsNamed()
    {
        const CliResult noApplication =
            cli(connection(u"no-such-app"_s) + QStringList{u"--json"_s, u"app"_s, u"show"_s}, m_newApp.accessKey);
        VERIFY_EXIT(noApplication, 1);
        QVERIFY(noApplication.errorText().contains("no-such-app"_L1));
        const CliResult noDevice = mine({u"device"_s, u"show"_s, u"no-such-device"_s});
        VERIFY_EXIT(noDevice, 1);
        QVERIFY(noDevice.errorText().contains("no-such-device"_L1));
    }

    void addressesAreToldApart()
    {
        const CliResult closed = discoverAt(u"127.0.0.1:%1"_s.arg(closedPort()), {});
        VERIFY_EXIT(closed, 3);
        const CliResult nameless = discoverAt(u"no-such-host.invalid:1900"_s, {});
        QVERIFY2(nameless.exitCode == 1 || nameless.exitCode == 3, nameless.all().constData());
        QVERIFY(nameless.errorText().contains("no-such-host.invalid"_L1));
        QVERIFY(nameless.errorText() != closed.errorText());
    }

    void certificatesAreToldApart()
    {
        const CliResult untrusted = discoverAt(m_network.discovery(), {});
        VERIFY_EXIT(untrusted, 1);
        const MadeCertificate good = makeCertificate(u"localhost"_s);
        const MadeCertificate old = makeCertificate(u"localhost"_s, -2, -1);
        write(u"good.pem"_s, good.pem);
        write(u"old.pem"_s, old.pem);
        const CliResult wrongRoot = discoverAt(m_network.discovery(), path(u"good.pem"_s));
        VERIFY_EXIT(wrongRoot, 1);
        const auto goodServer = serveWith(good);
        const CliResult wrongHost = discoverAt(u"127.0.0.1:%1"_s.arg(goodServer->serverPort()), path(u"good.pem"_s));
        VERIFY_EXIT(wrongHost, 1);
        const auto oldServer = serveWith(old);
        const CliResult expired = discoverAt(u"localhost:%1"_s.arg(oldServer->serverPort()), path(u"old.pem"_s));
        VERIFY_EXIT(expired, 1);
        const QSet<QString> texts{untrusted.errorText(), wrongHost.errorText(), expired.errorText()};
        QCOMPARE(texts.size(), 3);
        QVERIFY2(expired.errorText().contains("valid from"_L1), qPrintable(expired.errorText()));
    }

    void plainTextIsRefusedAwayFromHome()
    {
        // Loopback needs no permission; this address of the documentation block leaves the machine.
        const CliResult refused = cli({u"--app"_s, u"new-app"_s, u"--handler"_s, u"192.0.2.1:1904"_s, u"--mqtt"_s,
                                       u"mqtt://192.0.2.1:1883"_s, u"--json"_s, u"listen"_s, u"--seconds"_s, u"1"_s},
                                      m_newApp.accessKey);
        VERIFY_EXIT(refused, 1);
        QVERIFY2(refused.errorText().contains("plain"_L1), qPrintable(refused.errorText()));
    }

    void aStoppedBrokerIsToldFromAWrongKey()
    {
        const QString closed = u"mqtts://localhost:%1"_s.arg(closedPort());
        const CliResult stopped = mine({u"--mqtt"_s, closed, u"send"_s, u"abp-1"_s, u"--hex"_s, u"01"_s});
        VERIFY_EXIT(stopped, 3);
        const CliResult wrong =
            cli(connection(u"new-app"_s) + QStringList{u"--json"_s, u"listen"_s, u"--seconds"_s, u"5"_s}, wrongKey);
        VERIFY_EXIT(wrong, 1);
        QVERIFY(wrong.errorText() != stopped.errorText());
    }

    void listeningCanBeInterrupted_data()
    {
        QTest::addColumn<int>("signal");
        QTest::newRow("SIGINT") << SIGINT;
        QTest::newRow("SIGTERM") << SIGTERM;
    }

    void listeningCanBeInterrupted()
    {
        QFETCH(int, signal);
        CliProcess listener(connection(u"new-app"_s) + QStringList{u"--json"_s, u"listen"_s}, key(m_newApp.accessKey));
        QVERIFY2(listener.waitForMessage("Listening"), listener.messages().constData());
        listener.interrupt(signal);
        const CliResult result = listener.finish();
        VERIFY_EXIT(result, 130);
        QCOMPARE(result.error().value("kind"_L1), u"cancelled"_s);
    }

    void aReaderThatGoesEndsItQuietly()
    {
        CliProcess listener(connection(u"new-app"_s) + QStringList{u"--json"_s, u"listen"_s}, key(m_newApp.accessKey),
                            {}, CliProcess::Reader::Gone);
        QVERIFY2(listener.waitForMessage("Listening"), listener.messages().constData());
        VERIFY_EXIT(mine({u"simulate"_s, u"abp-1"_s, u"00 D6"_s}), 0);
        const CliResult result = listener.finish();
        VERIFY_EXIT(result, 0);
        QVERIFY(result.error().isEmpty());
    }

    // --- The end ---

    void theApplicationIsUnregistered()
    {
        const CliResult gone = mine({u"app"_s, u"unregister"_s, u"--yes"_s});
        VERIFY_EXIT(gone, 0);
        VERIFY_EXIT(mine({u"app"_s, u"show"_s}), 1);
    }

    void aStoppedNetworkIsMissed()
    {
        const QString handler = m_network.handler();
        const SandboxProcess::Application weather = m_network.application(u"weather-station"_s);
        QVERIFY(m_network.stop());
        const QStringList show{u"--json"_s,
                               u"--app"_s,
                               weather.appId,
                               u"--handler"_s,
                               handler,
                               u"--handler-cert"_s,
                               m_network.handlerCertificatePath(),
                               u"app"_s,
                               u"show"_s};
        const CliResult result = cli(show, weather.accessKey);
        VERIFY_EXIT(result, 3);
        QCOMPARE(result.error().value("kind"_L1), u"transient"_s);
    }

    void noKeyWasEverShown()
    {
        const QByteArray everything = CliProcess::everything();
        QVERIFY(everything.size() > 10'000);
        QList<QByteArray> secrets{onJoinKey, wrongKey};
        for (const QString &application : {u"new-app"_s, u"weather-station"_s, u"parking"_s}) {
            const SandboxProcess::Application known = m_network.application(application);
            for (const SandboxProcess::Key &candidate : known.keys)
                secrets.append(candidate.key);
        }
        for (const QByteArray &secret : secrets) {
            QVERIFY(secret.size() > 10);
            // Neither whole, nor the half that V2's own mask shows.
            QVERIFY(!everything.contains(secret));
            QVERIFY(!everything.contains(secret.mid(secret.indexOf('.') + 1)));
        }
    }

private:
    using Variables = QMap<QString, QByteArray>;

    static Variables key(const QByteArray &accessKey)
    {
        return accessKey.isEmpty() ? Variables() : Variables{{u"THINGSDESK_ACCESS_KEY"_s, accessKey}};
    }

    static CliResult cli(const QStringList &arguments, const QByteArray &accessKey, const Variables &more = {},
                         const QByteArray &input = {})
    {
        Variables variables = key(accessKey);
        variables.insert(more);
        return CliProcess(arguments, variables, input).finish();
    }

    QStringList network() const
    {
        return {u"--discovery"_s, m_network.discovery(), u"--ca"_s, m_network.authorityPath()};
    }

    QStringList connection(const QString &appId) const
    {
        return network() + QStringList{u"--mqtt-ca"_s, m_network.authorityPath(), u"--app"_s, appId};
    }

    CliResult anyone(const QStringList &words) const { return cli(network() + QStringList{u"--json"_s} + words, {}); }

    CliResult asOwnerOf(const QString &appId, const QStringList &words) const
    {
        return cli(connection(appId) + QStringList{u"--json"_s} + words, m_network.application(appId).accessKey);
    }

    /// As the owner of new-app.
    CliResult mine(const QStringList &words, const Variables &more = {}, const QByteArray &input = {}) const
    {
        return cli(connection(u"new-app"_s) + QStringList{u"--json"_s} + words, m_newApp.accessKey, more, input);
    }

    static CliResult discoverAt(const QString &address, const QString &ca)
    {
        QStringList arguments{u"--json"_s, u"--discovery"_s, address, u"discover"_s, u"handler"_s};
        if (!ca.isEmpty())
            arguments += {u"--ca"_s, ca};
        return cli(arguments, {});
    }

    int counterDown(const QString &device) const
    {
        return mine({u"device"_s, u"show"_s, device}).line().value("lorawan_device"_L1)["f_cnt_down"_L1].toInt(-1);
    }

    QString path(const QString &name) const { return m_folder.filePath(name); }

    void write(const QString &name, const QByteArray &text) const
    {
        QDir(m_folder.path()).mkpath(QFileInfo(name).path());
        QFile file(path(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
        QCOMPARE(file.write(text), text.size());
    }

    QByteArray read(const QString &name) const
    {
        QFile file(path(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

    SandboxProcess m_network;
    SandboxProcess::Application m_newApp;
    QTemporaryDir m_folder;
    QString m_handlerId;
};

QTEST_GUILESS_MAIN(TestStory)
#include "tst_story.moc"
