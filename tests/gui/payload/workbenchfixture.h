// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/payload/functioneditors.h"
#include "gui/payload/payloadpage.h"
#include "pagefixture.h"

#include <QLabel>
#include <QLineEdit>
#include <QSpinBox>
#include <QTabWidget>
#include <QTableView>

namespace thingsdesk::test {

using namespace Qt::StringLiterals;

/// The payload page on a real sandbox, a real worker and a real history, as one works with it.
class WorkbenchFixture
{
protected:
    using Page = PageFixture<PayloadPage>;

    void open()
    {
        m_page = std::make_unique<Page>(m_sandbox);
        QVERIFY(m_page->open());
        QTRY_VERIFY_WITH_TIMEOUT(m_page->isShown("functionEditors"), patience);
    }
    void store(int count)
    {
        QList<TrafficMessage> messages;
        for (int i = 0; i < count; ++i) {
            UplinkMessage uplink;
            uplink.appId = m_page->session().profile().appId;
            uplink.devId = DevId::fromServer(u"dev-%1"_s.arg(i % 5));
            uplink.port = 1;
            uplink.counter = quint32(i);
            uplink.payload = QByteArray(1, char(i % 256));
            uplink.raw = uplink.toJson();
            TrafficMessage message;
            message.received = Timestamp::fromMilliseconds(1'790'000'000'000 + i * 1000);
            message.body = uplink;
            messages.append(message);
        }
        QVERIFY(waited(m_page->session().history().append(messages)));
    }
    FunctionEditors &editors() { return *m_page->find<FunctionEditors>("functionEditors"); }
    void setDecoder(const QString &text)
    {
        editors().setText(FunctionKind::Decoder, text);
        for (const FunctionKind kind : {FunctionKind::Converter, FunctionKind::Validator, FunctionKind::Encoder})
            editors().setText(kind, {});
    }
    void enterBytes(const QString &text)
    {
        showTab("uplinkResult");
        auto *edit = m_page->find<QLineEdit>("bytesEdit");
        edit->selectAll();
        QTest::keyClicks(edit, text);
        m_page->find<QSpinBox>("uplinkPortBox")->setValue(1);
    }
    /// The tab that holds the part.
    void showTab(const char *part)
    {
        auto *tabs = m_page->find<QTabWidget>("testTabs");
        for (int i = 0; i < tabs->count(); ++i) {
            if (tabs->widget(i)->objectName() == QLatin1String(part) ||
                tabs->widget(i)->findChild<QWidget *>(QLatin1String(part)))
                tabs->setCurrentIndex(i);
        }
    }
    QString tabText(int index) { return m_page->find<QTabWidget>("testTabs")->tabText(index); }
    QString testsTab() { return tabText(2); }
    QString summary() { return m_page->find<QLabel>("replaySummaryLabel")->text(); }
    QString cell(const char *table, int row, int column)
    {
        return m_page->find<QTableView>(table)->model()->index(row, column).data().toString();
    }
    void save()
    {
        QVERIFY(m_page->click("saveButton"));
        QTRY_VERIFY_WITH_TIMEOUT(m_page->banner().startsWith(u"Saved"), patience);
    }

    SandboxProcess m_sandbox;
    std::unique_ptr<Page> m_page;
};

} // namespace thingsdesk::test
