// SPDX-License-Identifier: GPL-3.0-or-later
//
// The payload page over a long history (a file of bench_history --folder), on a real sandbox and worker: a decoder is
// changed, and compared with the saved one over every stored uplink.
//
//   first     from the press on Compare until the page with the first difference is painted
//   cancel    from the press on Cancel until the page is painted without a run
//   all       until every uplink is looked at; meanwhile how late a timer of 1 ms fires on the window's thread, and
//             the memory of this process before and after
//
// bench_workbench FILE [--pictures FOLDER]
#include "barescript.h"
#include "measuring.h"

#include "gui/payload/workbenchfixture.h"

#include <QComboBox>
#include <QCommandLineParser>
#include <QElapsedTimer>
#include <QPushButton>

#include <cstdio>

using namespace thingsdesk;
using namespace thingsdesk::bench;
using namespace thingsdesk::test;

namespace {

class Bench final : private WorkbenchFixture
{
public:
    Bench(const QString &history, const QString &pictures)
        : m_history(history)
        , m_pictures(pictures)
    {
    }

    bool prepare()
    {
        if (!m_sandbox.start())
            return false;
        m_page = std::make_unique<Page>(m_sandbox, u"weather-station"_s, QByteArray(), m_history);
        if (!m_page->open() || !QTest::qWaitFor([this] { return m_page->isShown("functionEditors"); }, patience))
            return false;
        const QString source = QString::fromUtf8(decoderSource);
        setDecoder(source);
        save();
        setDecoder(QString(source).replace(u"/ 10;"_s, u"/ 100;"_s));
        showTab("replayTable");
        m_page->find<QComboBox>("replayScopeCombo")->setCurrentIndex(3); // all
        return QTest::qWaitFor([this] { return start().isEnabled(); }, patience);
    }

    void run()
    {
        std::printf("first      %.0f ms\n", timed([this] { start().click(); }, [this] { return rows() > 0; }));
        QTest::qWait(1000);
        picture("running");
        std::printf("cancel     %.0f ms\n", timed([this] { start().click(); }, [this] { return !isRunning(); }));
        picture("cancelled");

        const double before = residentMegabytes("RssAnon:");
        Lateness lateness;
        QElapsedTimer timer;
        timer.start();
        start().click();
        while (isRunning()) // not qWaitFor(), which sleeps between its looks
            QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
        const double seconds = double(timer.nsecsElapsed()) / 1e9;
        std::printf(
            "all        %.1f s; thread late: p99 %.1f ms, worst %.1f ms; own memory %.1f MB before, %.1f MB after\n",
            seconds, lateness.p99(), lateness.worst(), before, residentMegabytes("RssAnon:"));
        std::printf("           %s\n", qPrintable(summary()));
        picture("done");
    }

private:
    QPushButton &start() { return *m_page->find<QPushButton>("replayStartButton"); }
    int rows() { return m_page->find<QTableView>("replayTable")->model()->rowCount(); }
    bool isRunning() { return start().text() != u"Co&mpare"_s; }
    void picture(const char *name)
    {
        if (!m_pictures.isEmpty())
            m_page->page().grab().save(QDir(m_pictures).filePath(u"history-%1.png"_s.arg(QLatin1String(name))));
    }
    /// From `act` until `isDone` and the page was painted after that.
    template <class Act, class Done>
    double timed(Act act, Done isDone)
    {
        QElapsedTimer timer;
        timer.start();
        act();
        while (!isDone())
            QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
        m_page->page().repaint();
        return double(timer.nsecsElapsed()) / 1e6;
    }

    const QString m_history;
    const QString m_pictures;
};

} // namespace

int main(int argc, char **argv)
{
    if (!qEnvironmentVariableIsSet("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication application(argc, argv);
    std::setvbuf(stdout, nullptr, _IOLBF, 0);
    QCommandLineParser parser;
    const QCommandLineOption pictures(u"pictures"_s, {}, u"FOLDER"_s);
    parser.addOption(pictures);
    parser.addPositionalArgument(u"FILE"_s, {});
    parser.process(application);
    if (parser.positionalArguments().size() != 1)
        parser.showHelp(2);
    applyPlainStyle();
    Bench bench(parser.positionalArguments().first(), parser.value(pictures));
    if (!bench.prepare()) {
        std::fputs("bench_workbench: the page could not be opened\n", stderr);
        return 1;
    }
    bench.run();
    return 0;
}
