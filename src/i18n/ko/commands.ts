import type { CommandTexts } from '../command-texts.ts';

const alone = { name: '나만보기', about: '나에게만 보여 드려요' };

export const commands: CommandTexts = {
  character: {
    name: '캐릭터',
    about: '캐릭터를 찾아요',
    options: { name: { name: '이름', about: '이름이나 별명' }, private: alone },
  },
  episode: {
    name: '에피소드',
    about: '에피소드를 찾아요',
    options: { title: { name: '제목', about: '번호나 제목' }, private: alone },
  },
  match: {
    name: '대결',
    about: '누가 누구와 맞붙었는지',
    options: { match: { name: '대결', about: '라운드나 대결 이름' }, private: alone },
  },
  song: {
    name: '노래',
    about: '노래를 찾아요',
    options: { title: { name: '제목', about: '제목이나 그 일부' }, private: alone },
  },
  series: { name: '작품', about: '어떤 작품인지, 누가 만들고 어디서 보는지', options: { private: alone } },
  lore: {
    name: '용어',
    about: '작품 속 용어를 설명해요',
    options: { term: { name: '이름', about: '궁금한 용어' }, private: alone },
  },
  search: {
    name: '검색',
    about: '제가 아는 모든 것에서 찾아요',
    options: { query: { name: '검색어', about: '아무 말이나' }, private: alone },
  },
  next: { name: '다음', about: '다음에 볼 에피소드', options: { private: alone } },
  'Look up names here': { name: '이름 찾아보기', about: '메시지에 나온 이름들을 찾아봐요' },
  bracket: {
    name: '대진표',
    about: '대회의 대진표',
    subcommands: {
      show: {
        name: '보기',
        about: '대진표를 보여 드려요',
        options: {
          competition: { name: '대회', about: '어느 대회' },
          picks: { name: '투표', about: '누구의 투표를 함께 볼지' },
          private: alone,
        },
      },
      predict: {
        name: '예측',
        about: '대진표를 끝까지 채워 봐요',
        options: {
          competition: { name: '대회', about: '어느 대회' },
          pace: { name: '속도', about: '서버와 함께 할지, 내 속도로 할지' },
        },
      },
    },
  },
  watched: {
    name: '시청',
    about: '어디까지 봤는지 알려 주세요',
    options: { episode: { name: '에피소드', about: '마지막으로 본 에피소드' } },
  },
  standings: {
    name: '순위',
    about: '이 서버의 예측 순위',
    options: {
      of: { name: '범위', about: '대회나 라운드. 비우면 전체' },
      here: { name: '현재멤버만', about: '서버를 떠난 사람은 빼고 보기' },
      private: alone,
      'new-game': { name: '새게임', about: '운영진: 다시 볼 때처럼 예측과 대진표를 처음부터 시작해요' },
    },
  },
  picks: { name: '내예측', about: '내 투표와 점수, 그리고 그 이유' },
  privacy: {
    name: '개인정보',
    about: '제가 보관하고 있는 내 정보',
    subcommands: {
      show: { name: '보기', about: '무엇을 왜 보관하는지 보기' },
      export: { name: '내보내기', about: '전부 파일로 받기' },
      erase: { name: '삭제', about: '전부 지우기' },
    },
  },
  help: { name: '도움말', about: '제가 할 수 있는 일' },
  setup: { name: '초기설정', about: '처음이라면 여기부터: 시청 기준과 알림 채널을 정하고 봇 권한까지 확인해요' },
  spoilers: {
    name: '스포일러',
    about: '이 서버가 어디까지 봤는지',
    subcommands: {
      server: {
        name: '서버',
        about: '서버 전체에 적용해요',
        options: { episode: { name: '에피소드', about: '모두가 본 마지막 에피소드' } },
      },
      channel: {
        name: '채널',
        about: '채널 하나와 그 스레드에 적용해요',
        options: {
          episode: { name: '에피소드', about: '그 채널에서 모두가 본 마지막 에피소드, 또는 서버와 같게' },
          channel: { name: '채널', about: '어느 채널. 비우면 여기' },
        },
      },
    },
  },
  season: {
    name: '시즌',
    about: '제가 아직 모르는 에피소드와 대결',
    subcommands: {
      add: {
        name: '추가',
        about: '에피소드와 대결을 추가해요',
        options: {
          label: { name: '이름', about: '자리만, 사람 이름 없이: ZOMBIE STAGE 라운드 2' },
          planned: { name: '예정', about: '공개 예정: 금요일 20:00, 이틀 뒤' },
          competition: { name: '대회', about: '대결이 속한 대회. 없는 이름이면 새로 만들어요' },
          contestants: { name: '참가자', about: '누가 맞붙는지: 🐍 틸 vs 🦋 이반' },
          open: { name: '공개', about: '누가 맞붙는지 모두에게 보여요. 아니면 본 사람에게만 보여요' },
          video: { name: '영상', about: '이미 공개됐다면 영상 주소' },
        },
      },
      list: { name: '목록', about: '이 서버가 추가한 것' },
      edit: {
        name: '수정',
        about: '추가한 것을 바꿔요',
        options: {
          episode: { name: '에피소드', about: '어느 것' },
          label: { name: '이름', about: '자리만, 사람 이름 없이' },
          planned: { name: '예정', about: '공개 예정' },
          behind: { name: '다음', about: '이 에피소드 바로 뒤로 옮겨요' },
          competition: { name: '대회', about: '대결이 속한 대회' },
          contestants: { name: '참가자', about: '누가 맞붙는지: 🐍 틸 vs 🦋 이반' },
          open: { name: '공개', about: '누가 맞붙는지 모두에게 보여요' },
        },
      },
      out: {
        name: '공개',
        about: '피드가 알려 주지 못할 때: 지금 공개됐어요',
        options: { episode: { name: '에피소드', about: '어느 것' }, video: { name: '영상', about: '영상 주소' } },
      },
      remove: {
        name: '삭제',
        about: '추가한 것을 지워요',
        options: { episode: { name: '에피소드', about: '어느 것' } },
      },
    },
  },
  poll: {
    name: '투표',
    about: '승부 예측 투표',
    subcommands: {
      open: {
        name: '열기',
        about: '투표를 열어요. 아무것도 적지 않으면 입력 창이 열려요',
        options: {
          closes: { name: '마감', about: '마감 시간: 2시간 뒤, 내일 20:00 kst, 2026-12-01 20:00+09:00, 또는 에피소드' },
          match: { name: '대결', about: '작품 속 대결' },
          custom: { name: '직접', about: '직접 적기: 라운드 8: 🐍 틸 vs 🦋 이반' },
          question: { name: '질문', about: '직접 적은 선택지와 따로 쓰는 질문' },
          about: { name: '내용', about: '직접 적은 투표의 답이 스포일러가 될 수 있는 에피소드' },
          channel: { name: '채널', about: '올릴 채널. 비우면 여기' },
          secret: { name: '비밀', about: '버튼으로만 투표하고 마감 전까지 득표를 숨겨요' },
          role: { name: '역할', about: '이 역할만 투표할 수 있어요' },
        },
      },
      edit: {
        name: '수정',
        about: '마감을 바꾸거나 에피소드와 연결하거나 다시 올려요',
        options: {
          poll: { name: '투표', about: '어느 투표' },
          closes: { name: '마감', about: '마감 시간: 2시간 뒤, 내일 20:00 kst, 또는 에피소드' },
          episode: { name: '에피소드', about: '직접 적은 대결이 나오는 에피소드' },
          role: { name: '역할', about: '이 역할만 투표할 수 있어요. @everyone: 모두' },
          again: { name: '다시', about: '삭제된 메시지를 다시 올려요' },
        },
      },
      reopen: {
        name: '재개',
        about: '너무 일찍 마감된 투표를 다시 열어요',
        options: { poll: { name: '투표', about: '어느 투표' }, closes: { name: '마감', about: '새 마감 시간' } },
      },
      void: { name: '무효', about: '투표를 무효 처리해요', options: { poll: { name: '투표', about: '어느 투표' } } },
      delete: {
        name: '삭제',
        about: '투표를 삭제해요. 표가 있으면 무효로 남아요',
        options: { poll: { name: '투표', about: '어느 투표' } },
      },
      lock: { name: '마감', about: '지금 투표를 마감해요', options: { poll: { name: '투표', about: '어느 투표' } } },
      result: {
        name: '결과',
        about: '승자를 기록하거나 정정해요',
        options: { poll: { name: '투표', about: '어느 투표' }, winner: { name: '승자', about: '누가 이겼나요' } },
      },
      list: { name: '목록', about: '이 서버의 모든 투표와 기다리는 것' },
    },
  },
  announce: {
    name: '알림',
    about: '새 에피소드 알림',
    subcommands: {
      here: {
        name: '여기',
        about: '피드의 새 영상을 채널에 알려요',
        options: {
          channel: { name: '채널', about: '알릴 채널. 비우면 여기' },
          feed: { name: '피드', about: '피드 주소나 YouTube 채널. 비우면 작품 공식 채널' },
          role: { name: '역할', about: '멘션할 역할' },
          show: { name: '내용', about: '얼마나 알려 줄지' },
          kinds: { name: '종류', about: '어떤 영상을 알릴지. 예고편과 커버는 ‘전부’를 골라야 알려요' },
          words: { name: '단어', about: '이 단어가 제목에 있을 때만. -단어는 제외. 쉼표로 나눠요' },
          thread: { name: '스레드', about: '본 사람들을 위한 스레드를 알림마다 만들어요' },
          publish: { name: '발행', about: '이 공지 채널을 팔로우하는 서버에도 보내요' },
          premieres: { name: '최초공개', about: '최초 공개를 언제 알릴지' },
          shorts: { name: '쇼츠', about: '쇼츠도 알려요' },
        },
      },
      stop: { name: '중지', about: '알림을 멈춰요', options: { subscription: { name: '구독', about: '어느 구독' } } },
      test: {
        name: '테스트',
        about: '아무도 멘션하지 않는 테스트를 올려요',
        options: { subscription: { name: '구독', about: '어느 구독. 하나뿐이면 비워도 돼요' } },
      },
      status: { name: '상태', about: '피드 상태와 대기 중인 알림' },
      why: {
        name: '이유',
        about: '최근 영상이 어떻게 처리됐는지 단계별로 보여 드려요',
        options: { subscription: { name: '구독', about: '어느 구독. 하나뿐이면 비워도 돼요' } },
      },
      patterns: {
        name: '패턴',
        about: '어떤 제목이 어느 에피소드인지 가르쳐 주세요',
        options: {
          words: { name: '단어', about: '제목에 있는 단어. 최근 영상에 시험해 봐요' },
          is: { name: '분류', about: '이런 제목은 무엇인가요' },
          save: { name: '저장', about: '저장해요. 없으면 시험만 해요' },
          remove: { name: '삭제', about: '없앨 이 서버의 패턴' },
        },
      },
      correct: {
        name: '정정',
        about: '영상이 실제로 무엇인지 고쳐요. 투표에도 반영돼요',
        options: { entry: { name: '영상', about: '어느 영상' }, is: { name: '분류', about: '실제로 무엇인지' } },
      },
    },
  },
};
