export const greeting = {
  'greeting.hello':
    '안녕하세요! **{{series}}** 팬 서버를 위한 봇이에요. 궁금한 것을 찾아 드리고, 대결마다 예측 투표를 열고, 새 에피소드를 알려 드려요. 여러분이 본 데까지만 보여 드려요.',
  'greeting.begin':
    '어디까지 봤는지 알려 주기 전에는 답을 각자에게만 보여 드려요. 서버 관리자는 아래 버튼으로 시작할 수 있고, 어느 단계든 건너뛰어도 돼요.',
  'greeting.setUp': '설정 시작',
} as const;
