// SPDX-License-Identifier: GPL-3.0-or-later
// Holds the #include lines of src/ against the rule of who may see whom.
#include <QDirIterator>
#include <QFile>
#include <QLibraryInfo>
#include <QMap>
#include <QRegularExpression>
#include <QTest>

namespace {

/// A room of src/ and the rooms that it may include, besides itself.
const QMap<QString, QStringList> &rooms()
{
    static const QStringList core{QStringLiteral("core")};
    static const QStringList belowModels{QStringLiteral("history"), QStringLiteral("payload"),
                                         QStringLiteral("settings"), QStringLiteral("network"), QStringLiteral("core")};
    static const QStringList session = belowModels + QStringList{QStringLiteral("session")};
    static const QStringList models = session + QStringList{QStringLiteral("models")};
    static const QMap<QString, QStringList> table{
        {QStringLiteral("core"), {}},
        {QStringLiteral("network"), core},
        {QStringLiteral("payload"), core},
        {QStringLiteral("history"), core},
        {QStringLiteral("settings"), core},
        {QStringLiteral("session"), belowModels},
        {QStringLiteral("models"), session},
        {QStringLiteral("gui"), models},
        {QStringLiteral("cli"), models},
        {QStringLiteral("sandbox"), {QStringLiteral("payload"), QStringLiteral("core")}},
    };
    return table;
}

bool isWire(const QString &header)
{
    return header.endsWith(u".pb.h") || header.startsWith(u"google/protobuf/") || header.startsWith(u"grpc/") ||
           header.startsWith(u"grpcpp/") || header.startsWith(u"grpc++/");
}

bool maySeeWire(const QString &file)
{
    return file.startsWith(u"network/ttnv2/") || file.startsWith(u"sandbox/");
}

/// Qt's own folders tell which module a header belongs to.
bool isOfModule(const QString &header, const QString &module)
{
    static const QString folder = QLibraryInfo::path(QLibraryInfo::HeadersPath);
    return header.startsWith(module + u'/') || QFile::exists(folder + u'/' + module + u'/' + header);
}

/// The rule that `file` (below src/) breaks by including `header`; empty where it breaks none.
QString brokenRule(const QString &file, const QString &header)
{
    const QString room = file.section(u'/', 0, 0);
    if (!rooms().contains(room))
        return QStringLiteral("%1 is no room of the plan").arg(room);
    if (header.contains(u".."))
        return QStringLiteral("includes begin at src/");
    if (isWire(header))
        return maySeeWire(file) ? QString() : QStringLiteral("gRPC and protobuf only in network/ttnv2 and sandbox");
    if (isOfModule(header, QStringLiteral("QtGui")) && room != u"gui")
        return QStringLiteral("%1 may not see QtGui").arg(room);
    if (isOfModule(header, QStringLiteral("QtWidgets")) && room != u"gui")
        return QStringLiteral("%1 may not see widgets").arg(room);
    if (isOfModule(header, QStringLiteral("QtSql")) && room == u"gui")
        return QStringLiteral("gui may not see SQL");
    const QString included = header.section(u'/', 0, 0);
    if (!rooms().contains(included) || included == room || rooms()[room].contains(included))
        return {};
    return QStringLiteral("%1 may not include %2").arg(room, included);
}

struct IncludeLine
{
    QString file; ///< below src/
    int line = 0;
    QString header;
};

QList<IncludeLine> includesOf(const QString &file, const QString &text)
{
    static const QRegularExpression pattern(QStringLiteral("^\\s*#\\s*include\\s*[<\"]([^>\"]+)[>\"]"));
    QList<IncludeLine> lines;
    int number = 0;
    for (const QString &line : text.split(u'\n')) {
        ++number;
        if (const auto match = pattern.match(line); match.hasMatch())
            lines.append({file, number, match.captured(1)});
    }
    return lines;
}

} // namespace

class TestLayering final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void knowsTheRule_data();
    void knowsTheRule();
    void findsIncludeLines();
    void sourcesKeepTheRule();
};

void TestLayering::knowsTheRule_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<QString>("header");
    QTest::addColumn<bool>("allowed");
    const auto row = [](const char *file, const char *header, bool allowed) {
        QTest::addRow("%s: %s", file, header) << QString::fromLatin1(file) << QString::fromLatin1(header) << allowed;
    };
    row("core/a.cpp", "core/b.h", true);
    row("core/a.cpp", "QString", true);
    row("core/a.cpp", "simdjson.h", true);
    row("core/a.cpp", "a.moc", true);
    row("core/a.cpp", "network/mqttclient.h", false);
    row("core/a.cpp", "payload/cayennelpp.h", false);
    row("core/a.cpp", "../network/mqttclient.h", false);
    row("core/a.cpp", "QColor", false);
    row("core/a.cpp", "QtGui/QColor", false);
    row("core/a.cpp", "qcolor.h", false);
    row("core/a.cpp", "QWidget", false);
    row("core/a.cpp", "grpcpp/grpcpp.h", false);
    row("network/a.cpp", "core/device.h", true);
    row("network/a.cpp", "payload/cayennelpp.h", false);
    row("network/a.cpp", "sandbox/air.h", false);
    row("network/a.cpp", "ttnv2/handler.pb.h", false);
    row("network/mqtt/a.cpp", "google/protobuf/message.h", false);
    row("network/a.cpp", "network/ttnv2/channel.h", true);
    row("network/ttnv2/a.cpp", "ttnv2/handler.grpc.pb.h", true);
    row("network/ttnv2/a.cpp", "QImage", false);
    row("payload/a.cpp", "network/mqttclient.h", false);
    row("sandbox/a.cpp", "payload/cayennelpp.h", true);
    row("sandbox/a.cpp", "ttnv2/discovery.pb.h", true);
    row("sandbox/a.cpp", "network/mqttclient.h", false);
    row("cli/a.cpp", "network/mqttclient.h", true);
    row("cli/a.cpp", "payload/functionrunner.h", true);
    row("cli/a.cpp", "sandbox/air.h", false);
    row("cli/a.cpp", "gui/mainwindow.h", false);
    row("cli/a.cpp", "QApplication", false);
    row("cli/a.cpp", "ttnv2/handler.pb.h", false);
    row("models/a.cpp", "history/store.h", true);
    row("models/a.cpp", "gui/mainwindow.h", false);
    row("session/a.cpp", "network/mqttclient.h", true);
    row("session/a.cpp", "history/historystore.h", true);
    row("session/a.cpp", "models/devicetablemodel.h", false);
    row("history/a.cpp", "network/mqttclient.h", false);
    row("settings/a.cpp", "network/mqttclient.h", false);
    row("models/a.cpp", "session/applicationsession.h", true);
    row("models/a.cpp", "QColor", false);
    row("models/a.cpp", "QWidget", false);
    row("gui/a.cpp", "models/devicetable.h", true);
    row("gui/a.cpp", "QWidget", true);
    row("gui/a.cpp", "QSqlQuery", false);
    row("other/a.cpp", "core/device.h", false);
}

void TestLayering::knowsTheRule()
{
    QFETCH(QString, file);
    QFETCH(QString, header);
    QFETCH(bool, allowed);
    const QString rule = brokenRule(file, header);
    QVERIFY2(rule.isEmpty() == allowed, qPrintable(rule));
}

void TestLayering::findsIncludeLines()
{
    const auto lines =
        includesOf(QStringLiteral("core/a.cpp"),
                   QStringLiteral("// #include <no>\n#include <QString>\n  #  include \"core/b.h\" // x\n"));
    QCOMPARE(lines.size(), 2);
    QCOMPARE(lines[0].header, QStringLiteral("QString"));
    QCOMPARE(lines[0].line, 2);
    QCOMPARE(lines[1].header, QStringLiteral("core/b.h"));
}

void TestLayering::sourcesKeepTheRule()
{
    const QDir source(QStringLiteral(THINGSDESK_SOURCE_DIR "/src"));
    QDirIterator files(source.path(), {QStringLiteral("*.h"), QStringLiteral("*.cpp"), QStringLiteral("*.c")},
                       QDir::Files, QDirIterator::Subdirectories);
    QStringList broken;
    int count = 0;
    while (files.hasNext()) {
        QFile file(files.next());
        QVERIFY2(file.open(QIODevice::ReadOnly), qPrintable(file.fileName()));
        const QString name = source.relativeFilePath(file.fileName());
        for (const IncludeLine &include : includesOf(name, QString::fromUtf8(file.readAll()))) {
            ++count;
            if (const QString rule = brokenRule(name, include.header); !rule.isEmpty())
                broken += QStringLiteral("src/%1:%2: %3: %4").arg(name).arg(include.line).arg(include.header, rule);
        }
    }
    QVERIFY(count > 50);
    QVERIFY2(broken.isEmpty(), qPrintable(u'\n' + broken.join(u'\n')));
}

QTEST_GUILESS_MAIN(TestLayering)
#include "tst_layering.moc"
