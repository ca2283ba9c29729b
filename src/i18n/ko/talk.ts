export const talk = {
  'talk.apology':
    '제 쪽에서 문제가 생겼고, 바뀐 것은 없어요. 계속 같은 일이 생기면 봇 운영자에게 이 번호를 알려 주세요: `{{id}}`',
  'talk.oldButton': '이전 버전의 버튼이라 더는 동작하지 않아요. 명령어를 다시 써 주세요.',
  'talk.changedCommand': '그 사이에 명령어가 바뀌었어요. 다시 입력해 주세요.',
  'talk.serversOnly': '서버에서만 쓸 수 있어요.',
  'talk.help': '제가 할 수 있는 일',
  'talk.helpMembers': '누구나',
  'talk.helpModerators': '관리자용',
  'talk.helpOnMessage': '**{{name}}** (메시지 메뉴의 ‘앱’) {{about}}',
  'talk.helpFooter': '본 데까지만 말해요. {{command}} 명령어로 어디까지 봤는지 알려 주세요.',
  'permission.viewChannel': '채널 보기',
  'permission.sendMessages': '메시지 보내기',
  'permission.sendInThreads': '스레드에서 메시지 보내기',
  'permission.embedLinks': '링크 첨부',
  'permission.readHistory': '메시지 기록 보기',
  'permission.addReactions': '반응 추가하기',
} as const;
