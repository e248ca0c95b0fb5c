// SPDX-License-Identifier: GPL-3.0-or-later
//
// The whole way of live messages: broker → network thread → history (SQLite) → live page, on the real window's parts.
//
//   rate    messages a second until the history holds all of them and the live page shows the newest, against
//           mosquitto_sub, which writes the same messages to /dev/null; in pairs, the order changes
//   stalls  how late a timer of 1 ms fires on the GUI thread while 10,000 messages a second arrive and the live page
//           follows them: median, p99 and the worst
//
// bench_window [--messages N] [--pairs P] [--seconds S] [--per-second R]
#include "brokerbench.h"
#include "measuring.h"

#include "gui/live/livepage.h"
#include "models/devicetablemodel.h"
#include "payload/functionrunner.h"
#include "settings/preferences.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QFutureWatcher>

#include <cstdio>

using namespace thingsdesk;
using namespace thingsdesk::bench;

namespace {

Profile profileFor(BrokerBench &bench)
{
    Profile profile;
    profile.id = QUuid::createUuid();
    profile.networkName = QStringLiteral("bench");
    profile.appId = AppId::fromServer(QStringLiteral("my-app"));
    // Nobody is at the handler's address: the registry is not part of this.
    profile.connection.handlerAddress = QStringLiteral("localhost:1");
    profile.connection.mqttAddress = QStringLiteral("mqtt://localhost:%1").arg(bench.port());
    return profile;
}

/// One application's live page, shown offscreen, on a history of its own.
class Window
{
public:
    explicit Window(BrokerBench &bench)
        : m_preferences(m_directory.filePath(QStringLiteral("preferences.ini")))
    {
        const Profile profile = profileFor(bench);
        auto history =
            std::make_unique<HistoryStore>(m_directory.filePath(QStringLiteral("history.db")), profile.appId);
        wait(history->open());
        const auto credentials = Credentials::accessKey(tests::TestBroker::password);
        m_session = std::make_unique<ApplicationSession>(profile, credentials.value_or(Credentials()), m_network,
                                                         std::move(history));
        m_devices = std::make_unique<DeviceTableModel>(*m_session);
        m_page = std::make_unique<LivePage>(PageContext{*m_session, *m_devices, m_functions, m_preferences});
        m_page->resize(1280, 800);
        m_page->show();
        m_page->activate();
    }

    ApplicationSession &session() { return *m_session; }

    bool goOnline()
    {
        QEventLoop loop;
        QObject::connect(
            m_session.get(), &ApplicationSession::stateChanged, &loop, [&](ApplicationSession::State state) {
                if (state == ApplicationSession::State::Online || state == ApplicationSession::State::NeedsUser)
                    loop.quit();
            });
        m_session->start();
        loop.exec();
        return m_session->state() == ApplicationSession::State::Online;
    }

    /// Until the history holds `count` records.
    void waitFor(quint64 count)
    {
        QEventLoop loop;
        QObject::connect(&m_session->history(), &HistoryStore::grown, &loop, [&](const HistoryExtent &extent) {
            if (extent.count >= count)
                loop.quit();
        });
        if (m_session->history().extent().count < count)
            loop.exec();
    }

private:
    template <class T>
    static void wait(Future<T> future)
    {
        QEventLoop loop;
        QFutureWatcher<Result<T>> watcher;
        QObject::connect(&watcher, &QFutureWatcherBase::finished, &loop, &QEventLoop::quit);
        watcher.setFuture(future);
        if (!future.isFinished())
            loop.exec();
    }

    QTemporaryDir m_directory;
    NetworkThread m_network;
    Preferences m_preferences;
    FunctionRunner m_functions;
    std::unique_ptr<ApplicationSession> m_session;
    std::unique_ptr<DeviceTableModel> m_devices;
    std::unique_ptr<LivePage> m_page;
};

double windowRound(BrokerBench &bench)
{
    Window window(bench);
    if (!window.goOnline())
        return 0;
    const quint64 before = window.session().history().extent().count;
    const auto publisher = bench.publisher();
    if (!publisher)
        return 0;
    QElapsedTimer timer;
    timer.start();
    BrokerBench::release(*publisher);
    window.waitFor(before + quint64(bench.messages()));
    const double result = bench.rate(timer);
    BrokerBench::end(*publisher);
    return result;
}

int compareRates(int messages, int pairs)
{
    BrokerBench bench(messages, false);
    if (!bench.start()) {
        std::fputs("mosquitto could not be started\n", stderr);
        return 1;
    }
    QList<double> ratios;
    for (int i = 0; i < pairs; ++i) {
        const bool first = i % 2 == 0;
        double ours = first ? windowRound(bench) : 0;
        const double reference = bench.mosquittoSubRound();
        if (!first)
            ours = windowRound(bench);
        if (ours <= 0 || reference <= 0)
            return 1;
        ratios.append(ours / reference);
        std::printf("rate    window %7.0f/s  mosquitto_sub %7.0f/s  ratio %.2f\n", ours, reference, ratios.last());
    }
    std::printf("rate    median ratio %.2f\n", medianOf(ratios));
    return 0;
}

int measureStalls(int perSecond, int seconds)
{
    BrokerBench bench(perSecond * seconds, false);
    if (!bench.start())
        return 1;
    Window window(bench);
    if (!window.goOnline())
        return 1;
    const quint64 before = window.session().history().extent().count;
    const auto publisher = bench.publisher(perSecond);
    if (!publisher)
        return 1;
    Lateness lateness;
    BrokerBench::release(*publisher);
    window.waitFor(before + quint64(bench.messages()));
    std::printf("stalls  at %d messages/s for %d s: median %.2f ms, p99 %.2f ms, worst %.2f ms (%d samples)\n",
                perSecond, seconds, lateness.median(), lateness.p99(), lateness.worst(), int(lateness.samples()));
    BrokerBench::end(*publisher);
    return 0;
}

} // namespace

int main(int argc, char **argv)
{
    if (!qEnvironmentVariableIsSet("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication application(argc, argv);
    std::setvbuf(stdout, nullptr, _IOLBF, 0);
    if (const auto code = publisherMain(QApplication::arguments()))
        return *code;
    QCommandLineParser parser;
    const QCommandLineOption messages(QStringLiteral("messages"), {}, QStringLiteral("N"), QStringLiteral("200000"));
    const QCommandLineOption pairs(QStringLiteral("pairs"), {}, QStringLiteral("P"), QStringLiteral("5"));
    const QCommandLineOption seconds(QStringLiteral("seconds"), {}, QStringLiteral("S"), QStringLiteral("20"));
    const QCommandLineOption perSecond(QStringLiteral("per-second"), {}, QStringLiteral("R"), QStringLiteral("10000"));
    parser.addOptions({messages, pairs, seconds, perSecond});
    parser.process(application);
    const int failed = compareRates(parser.value(messages).toInt(), parser.value(pairs).toInt());
    return failed != 0 ? failed : measureStalls(parser.value(perSecond).toInt(), parser.value(seconds).toInt());
}
