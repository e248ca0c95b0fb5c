// SPDX-License-Identifier: GPL-3.0-or-later
// The window as a whole, on a built-in network of its own.
#include "consolefixture.h"

#include "gui/base/banner.h"
#include "gui/base/confirmbar.h"
#include "gui/connect/welcomepage.h"
#include "gui/frame/applicationview.h"
#include "gui/frame/gotodialog.h"
#include "gui/frame/pagestack.h"
#include "gui/frame/sidebar.h"

#include <QDialog>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QMenu>
#include <QPushButton>
#include <QSplitter>
#include <QStackedWidget>
#include <QTabBar>
#include <QToolButton>
#include <QTreeView>

using namespace thingsdesk;
using namespace thingsdesk::test;

class TestMainWindow final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void welcomesWithoutApplications();
    void headerTellsNetworkStateAndRate();
    void keysLeadThroughPages();
    void keysLeadThroughApplications();
    void sidebarCanBeHidden();
    void goToFindsDevicesPagesAndActions();
    void panelsTakeThePagesPlace();
    void disconnectsAndConnects();
    void appearanceFollowsTheChoice();
    void helpWindowsOpenOnce();
    void addAndCancelComesBack();
    void narrowWindowClipsNothing();
    void removalAsksFirst();
    void stateComesBack();

private:
    MainWindow &window() { return m_fixture->window(); }
    QString currentApplication() { return window().currentSession()->appId().toString(); }
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers)
    {
        // As a window manager does when another window closes; offscreen there is none.
        window().activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&window()));
        QTest::keyClick(&window(), key, modifiers);
    }

    bool goToApplication(const QString &name)
    {
        for (int i = 0; i < 3 && currentApplication() != name; ++i)
            m_fixture->action(QStringLiteral("nextApplicationAction"))->trigger();
        return currentApplication() == name;
    }

    std::unique_ptr<ConsoleFixture> m_fixture;
};

void TestMainWindow::initTestCase()
{
    m_fixture = std::make_unique<ConsoleFixture>();
}

void TestMainWindow::welcomesWithoutApplications()
{
    ConsoleFixture other;
    other.console().start({});
    QVERIFY(other.window().isVisible());
    QVERIFY(other.window().findChild<WelcomePage *>()->isVisible());
    QVERIFY(!other.window().findChild<Sidebar *>()->isVisible());
    QVERIFY(!other.action(QStringLiteral("showPage1Action"))->isEnabled());
    other.savePicture(QStringLiteral("welcome"));

    QVERIFY(m_fixture->startDemo());
    QVERIFY(window().findChild<Sidebar *>()->isVisible());
    QVERIFY(!window().findChild<WelcomePage *>()->isVisible());
    QTRY_COMPARE_WITH_TIMEOUT(m_fixture->console().sessions().sessions().size(), 3, patience);
}

void TestMainWindow::headerTellsNetworkStateAndRate()
{
    QCOMPARE(m_fixture->visible<QLabel>(QStringLiteral("applicationName"))->text(), currentApplication());
    QCOMPARE(m_fixture->visible<QLabel>(QStringLiteral("networkName"))->text(), QStringLiteral("Demo network"));
    QCOMPARE(m_fixture->visible<QLabel>(QStringLiteral("stateLabel"))->text(), QStringLiteral("connected"));
    auto *rate = m_fixture->visible<QLabel>(QStringLiteral("rateLabel"));
    QTRY_VERIFY_WITH_TIMEOUT(window().currentSession()->messagesPerMinute() > 1, patience);
    QTRY_VERIFY_WITH_TIMEOUT(rate->text() != QStringLiteral("0 messages/min"), patience);
    QVERIFY2(rate->text().endsWith(QStringLiteral(" messages/min")), qPrintable(rate->text()));
    QVERIFY(window().windowTitle().startsWith(currentApplication()));
}

void TestMainWindow::keysLeadThroughPages()
{
    PageStack &pages = window().currentView()->pages();
    for (int page = 4; page >= 0; --page) {
        press(Qt::Key(Qt::Key_1 + page), Qt::ControlModifier);
        QCOMPARE(int(pages.currentPage()), page);
        auto *shown = window().currentView()->findChild<QStackedWidget *>(QStringLiteral("pageStack"))->currentWidget();
        QVERIFY(qobject_cast<ApplicationPage *>(shown)->isVisible());
        m_fixture->savePicture(QStringLiteral("page%1").arg(page + 1));
    }
}

void TestMainWindow::keysLeadThroughApplications()
{
    const QString first = currentApplication();
    QStringList seen{first};
    for (int i = 0; i < 2; ++i) {
        press(Qt::Key_PageDown, Qt::ControlModifier);
        seen += currentApplication();
    }
    seen.removeDuplicates();
    QCOMPARE(seen.size(), 3);
    press(Qt::Key_PageDown, Qt::ControlModifier);
    QCOMPARE(currentApplication(), first);
    press(Qt::Key_PageUp, Qt::ControlModifier);
    QCOMPARE(currentApplication(), seen.last());
    auto *tree = m_fixture->visible<QTreeView>(QStringLiteral("applicationTree"));
    QCOMPARE(tree->currentIndex().data().toString(), seen.last());
    press(Qt::Key_PageDown, Qt::ControlModifier);
}

void TestMainWindow::sidebarCanBeHidden()
{
    auto *sidebar = window().findChild<Sidebar *>();
    press(Qt::Key_B, Qt::ControlModifier);
    QVERIFY(!sidebar->isVisible());
    press(Qt::Key_F9, Qt::NoModifier);
    QVERIFY(sidebar->isVisible());
}

void TestMainWindow::goToFindsDevicesPagesAndActions()
{
    auto *dialog = window().findChild<GoToDialog *>();
    auto *edit = dialog->findChild<QLineEdit *>(QStringLiteral("goToEdit"));
    auto *list = dialog->findChild<QListView *>(QStringLiteral("goToList"));
    const auto go = [&](const QString &letters, const QString &title) {
        press(Qt::Key_K, Qt::ControlModifier);
        QTest::keyClicks(edit, letters);
        const QString found = list->currentIndex().data().toString();
        if (found == title)
            QTest::keyClick(edit, Qt::Key_Return);
        else
            QTest::keyClick(edit, Qt::Key_Escape);
        return found;
    };
    // The devices of all applications, once their lists are there.
    QTRY_COMPARE_WITH_TIMEOUT(go(QStringLiteral("plug"), QStringLiteral("plug-ws523")), QStringLiteral("plug-ws523"),
                              patience);
    QCOMPARE(window().currentView()->pages().currentPage(), ApplicationPage::Id::Devices);
    QCOMPARE(go(QStringLiteral("live park"), QStringLiteral("Live")), QStringLiteral("Live"));
    QCOMPARE(currentApplication(), QStringLiteral("parking"));
    QCOMPARE(window().currentView()->pages().currentPage(), ApplicationPage::Id::Live);
    QCOMPARE(go(QStringLiteral("show side"), QStringLiteral("Show sidebar")), QStringLiteral("Show sidebar"));
    QVERIFY(!window().findChild<Sidebar *>()->isVisible());
    press(Qt::Key_F9, Qt::NoModifier);
}

void TestMainWindow::panelsTakeThePagesPlace()
{
    auto *stack = window().currentView()->findChild<QStackedWidget *>(QStringLiteral("viewStack"));
    m_fixture->action(QStringLiteral("checkConnectionAction"))->trigger();
    auto *backButton = m_fixture->visible<QPushButton>(QStringLiteral("checkBackButton"));
    QVERIFY(backButton);
    m_fixture->savePicture(QStringLiteral("check"));
    backButton->click();
    QVERIFY(qobject_cast<PageStack *>(stack->currentWidget()));
    m_fixture->action(QStringLiteral("enterKeyAction"))->trigger();
    QVERIFY(m_fixture->visible<QWidget>(QStringLiteral("keyEntryPanel")));
    m_fixture->savePicture(QStringLiteral("key"));
    // A page's key leads back.
    press(Qt::Key_1, Qt::ControlModifier);
    QVERIFY(qobject_cast<PageStack *>(stack->currentWidget()));
    QCOMPARE(window().currentView()->pages().currentPage(), ApplicationPage::Id::Overview);
}

void TestMainWindow::disconnectsAndConnects()
{
    m_fixture->action(QStringLiteral("disconnectAction"))->trigger();
    QTRY_COMPARE_WITH_TIMEOUT(window().currentSession()->state(), ApplicationSession::State::Offline, patience);
    auto *banner = m_fixture->visible<Banner>(QStringLiteral("connectionBanner"));
    QVERIFY(banner);
    QVERIFY(m_fixture->action(QStringLiteral("connectAction"))->isVisible());
    m_fixture->savePicture(QStringLiteral("disconnected"));
    banner->findChild<QToolButton *>(QStringLiteral("connectButton"))->click();
    QTRY_COMPARE_WITH_TIMEOUT(window().currentSession()->state(), ApplicationSession::State::Online, patience);
    QVERIFY(!banner->isVisible());
    QVERIFY(!m_fixture->action(QStringLiteral("connectAction"))->isVisible());
}

void TestMainWindow::appearanceFollowsTheChoice()
{
    m_fixture->action(QStringLiteral("darkAppearanceAction"))->trigger();
    QCOMPARE(m_fixture->console().preferences().appearance(), Preferences::Appearance::Dark);
    QTRY_VERIFY(window().palette().color(QPalette::Window).lightness() < 128);
    m_fixture->savePicture(QStringLiteral("dark"));
    m_fixture->action(QStringLiteral("highContrastAppearanceAction"))->trigger();
    QTRY_COMPARE(window().palette().color(QPalette::Window), QColor(Qt::black));
    m_fixture->savePicture(QStringLiteral("contrast"));
    m_fixture->action(QStringLiteral("lightAppearanceAction"))->trigger();
    QTRY_VERIFY(window().palette().color(QPalette::Window).lightness() > 128);
    m_fixture->action(QStringLiteral("systemAppearanceAction"))->trigger();
    QVERIFY(m_fixture->action(QStringLiteral("systemAppearanceAction"))->isChecked());
}

void TestMainWindow::helpWindowsOpenOnce()
{
    press(Qt::Key_F1, Qt::NoModifier);
    auto *dialog = window().findChild<QDialog *>(QStringLiteral("shortcutsDialog"));
    QVERIFY(dialog && dialog->isVisible());
    m_fixture->action(QStringLiteral("showShortcutsAction"))->trigger();
    QCOMPARE(window().findChildren<QDialog *>(QStringLiteral("shortcutsDialog")).size(), 1);
    dialog->close();
    m_fixture->action(QStringLiteral("showAboutAction"))->trigger();
    auto *about = window().findChild<QDialog *>(QStringLiteral("aboutDialog"));
    QVERIFY(
        about->findChild<QLabel *>(QStringLiteral("aboutText"))->text().contains(QStringLiteral(THINGSDESK_VERSION)));
    about->close();
}

void TestMainWindow::addAndCancelComesBack()
{
    m_fixture->action(QStringLiteral("addApplicationAction"))->trigger();
    QVERIFY(!window().currentView());
    QVERIFY(!m_fixture->action(QStringLiteral("removeApplicationAction"))->isEnabled());
    m_fixture->savePicture(QStringLiteral("add"));
    QTest::keyClick(window().focusWidget() ? window().focusWidget() : &window(), Qt::Key_Escape);
    QTRY_VERIFY(window().currentView());
}

void TestMainWindow::narrowWindowClipsNothing()
{
    window().resize(1024, 700);
    QCoreApplication::processEvents();
    QStringList widths{QString::number(window().minimumSizeHint().width())};
    for (const ApplicationPage *page : window().findChildren<ApplicationPage *>())
        widths += QStringLiteral("%1 %2").arg(page->objectName()).arg(page->minimumSizeHint().width());
    QVERIFY2(window().minimumSizeHint().width() <= 1024, qPrintable(widths.join(QStringLiteral(", "))));
    QCOMPARE(window().width(), 1024);
    window().resize(1280, 800);
}

void TestMainWindow::removalAsksFirst()
{
    const QString removed = QStringLiteral("parking");
    QVERIFY(goToApplication(removed));
    const QUuid id = window().currentSession()->profile().id;
    m_fixture->action(QStringLiteral("removeApplicationAction"))->trigger();
    auto *bar = window().currentView()->findChild<ConfirmBar *>(QStringLiteral("removeConfirmBar"));
    QTRY_VERIFY_WITH_TIMEOUT(bar->isVisible(), patience);
    m_fixture->savePicture(QStringLiteral("remove"));
    QTest::keyClick(bar, Qt::Key_Escape);
    QVERIFY(!bar->isVisible());
    QVERIFY(m_fixture->console().sessions().session(id));
    m_fixture->action(QStringLiteral("removeApplicationAction"))->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(bar->isVisible(), patience);
    bar->findChild<QPushButton *>(QStringLiteral("confirmButton"))->click();
    QTRY_VERIFY_WITH_TIMEOUT(!m_fixture->console().sessions().session(id), patience);
    QTRY_VERIFY_WITH_TIMEOUT(window().currentView() && currentApplication() != removed, patience);
    auto *tree = m_fixture->visible<QTreeView>(QStringLiteral("applicationTree"));
    QCOMPARE(tree->model()->rowCount(tree->model()->index(0, 0)), 2);
}

void TestMainWindow::stateComesBack()
{
    QVERIFY(goToApplication(QStringLiteral("cold-chain")));
    m_fixture->action(QStringLiteral("showPage3Action"))->trigger();
    window().resize(1111, 777);
    window().findChild<QSplitter *>(QStringLiteral("mainSplitter"))->setSizes({300, 811});
    const int sidebarWidth = window().findChild<Sidebar *>()->width();
    QVERIFY(window().close());

    // Built-in profiles bring their network with them at the next start.
    m_fixture->makeAnew();
    m_fixture->console().start({});
    QTRY_VERIFY_WITH_TIMEOUT(window().currentSession(), patience);
    QTRY_COMPARE_WITH_TIMEOUT(currentApplication(), QStringLiteral("cold-chain"), patience);
    QCOMPARE(window().currentView()->pages().currentPage(), ApplicationPage::Id::Live);
    QCOMPARE(window().size(), QSize(1111, 777));
    QCOMPARE(window().findChild<Sidebar *>()->width(), sidebarWidth);
}

QTEST_MAIN(TestMainWindow)
#include "tst_mainwindow.moc"
