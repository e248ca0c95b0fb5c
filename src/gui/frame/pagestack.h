// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/base/applicationpage.h"

#include <QMap>

class QStackedWidget;
class QTabBar;

namespace thingsdesk {

/// The tabs and pages of one application. A page is made when it is first shown; what one page asks of another goes
/// through here.
class PageStack final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(PageStack)
public:
    explicit PageStack(const PageContext &context, QWidget *parent = nullptr);
    ~PageStack() override;

    void showPage(ApplicationPage::Id id);
    ApplicationPage::Id currentPage() const;
    void showDevice(const DevId &devId);
    /// The page that is shown was brought to the front with the whole window.
    void activate();
    void saveState();
    void dropUnsavedWork();
    QStringList unsavedWork() const; ///< "Payload functions: Decoder has unsaved changes"

    /// Stands between the tabs and the page: the place of the application's banners.
    void setHead(QWidget *head);

Q_SIGNALS:
    void currentPageChanged(thingsdesk::ApplicationPage::Id id);
    void connectionCheckWanted();
    void newKeyWanted();

private:
    ApplicationPage &page(ApplicationPage::Id id);
    template <class Page>
    Page &pageAs(ApplicationPage::Id id);
    void link(ApplicationPage &page);
    void onTab(int tab);

    const PageContext m_context;
    QTabBar *m_tabs = nullptr;
    QStackedWidget *m_stack = nullptr;
    QMap<ApplicationPage::Id, ApplicationPage *> m_pages;
};

} // namespace thingsdesk
