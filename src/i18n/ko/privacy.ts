import type { privacy as english } from '../en/privacy.ts';

export const privacy: { readonly [Key in keyof typeof english]: string } = {
  'privacy.title': '제가 보관하고 있는 내 정보',
  'privacy.horizon': '알려 주신 시청 진도: 스포일러를 보여 드리지 않기 위해 보관해요.',
  'privacy.noHorizon': '어디까지 봤는지는 알려 주지 않으셨어요.',
  'privacy.votes_one': '투표나 대진표 예측 1건과 그 시각: 집계하고 점수를 설명하기 위해 보관해요.',
  'privacy.votes_other':
    '서버 {{servers}}곳의 투표와 대진표 예측 {{count}}건과 그 시각: 집계하고 점수를 설명하기 위해 보관해요.',
  'privacy.noVotes': '투표 기록은 없어요.',
  'privacy.made_one': '투표나 알림처럼 직접 만들거나 정하신 것 1건과, 그것을 하신 분이 누구인지.',
  'privacy.made_other': '투표나 알림처럼 직접 만들거나 정하신 것 {{count}}건과, 그것을 하신 분이 누구인지.',
  'privacy.why':
    '제가 보관하는 것은 Discord 계정 번호뿐이고, 이름이나 메시지, 찾아본 내용은 보관하지 않아요. 직접 지우시거나, 제가 그 서버를 떠나고 {{days}}일이 지나면 지워져요.\n`/개인정보 내보내기`로 전부 파일로 받고, `/개인정보 삭제`로 지울 수 있어요.',
  'privacy.file':
    '제가 보관하고 있는 정보 전부를 저장된 그대로 담은 파일이에요. 투표하신 항목의 이름이 있어서 뒷이야기가 드러날 수 있어요.',
  'privacy.fileAlt': '보관하고 있는 정보 전부(JSON)',
  'privacy.eraseQuestion':
    '모든 서버에서 보관하고 있는 내 정보를 전부 지울까요? 시청 진도와 대진표 예측, 진행 중인 투표의 표가 사라져요. 이미 집계된 표는 숫자로만, 점수는 떠난 멤버의 것으로 남고, 누구의 것이었는지는 더 이상 알 수 없어요. 되돌릴 수 없어요.',
  'privacy.erase': '전부 지우기',
  'privacy.erased': '보관하고 있던 정보를 모두 지웠어요.',
  'privacy.erasedVotes_one': '보관하고 있던 정보를 모두 지웠어요. 투표 1건은 이제 이름이 없어요.',
  'privacy.erasedVotes_other': '보관하고 있던 정보를 모두 지웠어요. 투표 {{count}}건은 사라졌거나 이제 이름이 없어요.',
  'privacy.reactionsLeft':
    '아래의 진행 중인 투표에서는 제가 반응을 지울 권한이 없어요. 직접 지워 주세요. 반응이 남아 있으면 표로 세어져요.',
  'privacy.reactionsElsewhere':
    '아래의 진행 중인 투표에서는 2분 안에 표가 지워지고, 권한이 있으면 반응도 함께 지워져요. 그 뒤에도 남아 있는 반응은 직접 지워 주세요. 반응이 남아 있으면 표로 세어져요.',
  'privacy.busy': '지금 여러 분이 같은 요청을 하고 있어요. 잠시 뒤에 다시 해 주세요.',
};
