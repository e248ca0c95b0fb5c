// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/base/banner.h"

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QLabel>
#include <QPlainTextEdit>
#include <QSignalSpy>
#include <QTest>
#include <QTimer>
#include <QToolButton>
#include <QVBoxLayout>

using namespace thingsdesk;

namespace {

Failure refused()
{
    return {Failure::Kind::Permanent, Failure::Cause::KeyRejected, QStringLiteral("The broker refused the access key."),
            QStringLiteral("CONNACK 5\nlocalhost:1883")};
}

} // namespace

class TestBanner final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_window.reset(); }
    void isHiddenWithNothingToSay();
    void showsFailureWithDetails();
    void copiesDetails();
    void cancelledFailureShowsNothing();
    void transientFailureIsAWarning();
    void buttonsAreTheActions();
    void keepsButtonsForTheSameActions();
    void countdownKeepsFocusAndDetails();
    void passingGoesByItself();
    void messageAfterPassingStays();
    void closeButtonHides();
    void actionThatEndsItIsSafe();
    void markupIsPlainText();

private:
    QToolButton *button(const QString &name) const { return m_banner->findChild<QToolButton *>(name); }
    QLabel *label() const { return m_banner->findChild<QLabel *>(QStringLiteral("bannerText")); }

    std::unique_ptr<QWidget> m_window;
    Banner *m_banner = nullptr;
};

void TestBanner::init()
{
    m_window = std::make_unique<QWidget>();
    m_banner = new Banner;
    auto *column = new QVBoxLayout(m_window.get());
    column->addWidget(m_banner);
    column->addStretch();
    m_window->resize(600, 300);
    m_window->show();
}

void TestBanner::isHiddenWithNothingToSay()
{
    QCOMPARE(m_banner->objectName(), QStringLiteral("banner"));
    QVERIFY(!m_banner->isVisible());
    QVERIFY(!m_banner->isShowing());
    m_banner->updateText(QStringLiteral("late"));
    QVERIFY(!m_banner->isVisible());
    QVERIFY(m_banner->text().isEmpty());
}

void TestBanner::showsFailureWithDetails()
{
    m_banner->showFailure(refused());
    QVERIFY(m_banner->isVisible());
    QCOMPARE(label()->text(), refused().text);
    QCOMPARE(m_banner->text(), refused().text);
    QCOMPARE(m_banner->accessibleName(), QStringLiteral("Error: The broker refused the access key."));
    QToolButton *detailsButton = button(QStringLiteral("bannerDetailsButton"));
    auto *details = m_banner->findChild<QPlainTextEdit *>();
    QVERIFY(detailsButton->isVisible());
    QVERIFY(!details->isVisible());
    detailsButton->setFocus();
    QTest::keyClick(detailsButton, Qt::Key_Space);
    QVERIFY(details->isVisible());
    QCOMPARE(details->toPlainText(), refused().detail);
    QVERIFY(details->isReadOnly());

    // Another failure does not come with open details; one without details has no such button.
    Failure other = refused();
    other.text = QStringLiteral("Another thing.");
    m_banner->showFailure(other);
    QVERIFY(!details->isVisible());
    other.detail.clear();
    m_banner->showFailure(other);
    QVERIFY(!detailsButton->isVisible());
}

void TestBanner::copiesDetails()
{
    m_banner->showFailure(refused());
    button(QStringLiteral("bannerDetailsButton"))->click();
    button(QStringLiteral("bannerCopyButton"))->click();
    QCOMPARE(QGuiApplication::clipboard()->text(), refused().detail);
}

void TestBanner::cancelledFailureShowsNothing()
{
    m_banner->showFailure(Failure::cancelled());
    QVERIFY(!m_banner->isShowing());
    m_banner->showFailure(refused());
    m_banner->showFailure(Failure::cancelled());
    QCOMPARE(m_banner->text(), refused().text);
}

void TestBanner::transientFailureIsAWarning()
{
    Failure failure = refused();
    failure.kind = Failure::Kind::Transient;
    m_banner->showFailure(failure);
    QCOMPARE(m_banner->accessibleName(), QStringLiteral("Warning: The broker refused the access key."));
}

void TestBanner::buttonsAreTheActions()
{
    QAction enter(QStringLiteral("Enter another key"));
    enter.setObjectName(QStringLiteral("enterKeyButton"));
    QSignalSpy triggered(&enter, &QAction::triggered);
    m_banner->showFailure(refused(), {&enter});
    QToolButton *made = button(QStringLiteral("enterKeyButton"));
    QVERIFY(made);
    QCOMPARE(made->text(), enter.text());
    QCOMPARE(made->accessibleName(), enter.text());
    QVERIFY(made->focusPolicy() & Qt::TabFocus);
    QTest::mouseClick(made, Qt::LeftButton);
    QCOMPARE(triggered.size(), 1);
    enter.setEnabled(false);
    QVERIFY(!made->isEnabled());
    m_banner->showMessage(Banner::Level::Info, QStringLiteral("Something else."));
    QVERIFY(!button(QStringLiteral("enterKeyButton")));
}

void TestBanner::keepsButtonsForTheSameActions()
{
    QAction now(QStringLiteral("Try now"));
    now.setObjectName(QStringLiteral("tryNowButton"));
    m_banner->showFailure(refused(), {&now});
    QToolButton *before = button(QStringLiteral("tryNowButton"));
    m_banner->showFailure(refused(), {&now});
    QCOMPARE(button(QStringLiteral("tryNowButton")), before);
}

void TestBanner::countdownKeepsFocusAndDetails()
{
    QAction now(QStringLiteral("Try now"));
    now.setObjectName(QStringLiteral("tryNowButton"));
    m_banner->showFailure(refused(), {&now});
    button(QStringLiteral("bannerDetailsButton"))->click();
    button(QStringLiteral("tryNowButton"))->setFocus();
    m_banner->updateText(QStringLiteral("Trying again in 3 s."));
    QCOMPARE(label()->text(), QStringLiteral("Trying again in 3 s."));
    QCOMPARE(m_window->focusWidget(), button(QStringLiteral("tryNowButton")));
    QVERIFY(m_banner->findChild<QPlainTextEdit *>()->isVisible());
}

void TestBanner::passingGoesByItself()
{
    m_banner->showPassing(Banner::Level::Success, QStringLiteral("Saved."));
    QVERIFY(m_banner->isVisible());
    QTRY_VERIFY_WITH_TIMEOUT(!m_banner->isVisible(), 30'000);
    QVERIFY(m_banner->text().isEmpty());
}

void TestBanner::messageAfterPassingStays()
{
    m_banner->showPassing(Banner::Level::Success, QStringLiteral("Saved."));
    m_banner->showMessage(Banner::Level::Warning, QStringLiteral("Stay."));
    QVERIFY(!m_banner->findChild<QTimer *>()->isActive());
    QVERIFY(m_banner->isVisible());
    QCOMPARE(m_banner->text(), QStringLiteral("Stay."));
}

void TestBanner::closeButtonHides()
{
    m_banner->showFailure(refused());
    QToolButton *closeButton = button(QStringLiteral("bannerCloseButton"));
    QVERIFY(!closeButton->accessibleName().isEmpty());
    closeButton->click();
    QVERIFY(!m_banner->isShowing());
}

void TestBanner::actionThatEndsItIsSafe()
{
    QAction again(QStringLiteral("Again"));
    again.setObjectName(QStringLiteral("againButton"));
    connect(&again, &QAction::triggered, m_banner, &Banner::clear);
    m_banner->showFailure(refused(), {&again});
    QTest::mouseClick(button(QStringLiteral("againButton")), Qt::LeftButton);
    QVERIFY(!m_banner->isShowing());
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
}

void TestBanner::markupIsPlainText()
{
    m_banner->showMessage(Banner::Level::Info, QStringLiteral("<b>bold</b>"));
    QCOMPARE(label()->textFormat(), Qt::PlainText);
    QCOMPARE(label()->text(), QStringLiteral("<b>bold</b>"));
}

QTEST_MAIN(TestBanner)
#include "tst_banner.moc"
