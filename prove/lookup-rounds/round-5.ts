/** Written on 28 November 2026, after round 4 was mended, and frozen before it was first run. */
export const ROUND_5 = {
  queries: `
    # as found
    Alien Stage Wiki Fandom = series/alien-stage
    에일리언 스테이지 등장인물 이반 = character/ivan
    이반 슬럼가 = character/ivan
    루카 청색증 = character/luka
    현아 의족 = character/hyuna
    틸 목 총 = character/till | episode/final
    미지 로켓 = term/rocket | episode/after-final-2 | character/mizi
    Ivan Valentine's day = character/ivan
    classical literature = character/ivan
    ミジ ピンクの髪 = character/mizi
    ルカ ヒョナ = song/wiege | episode/after-final-1
    # other scripts
    イヴァン 誕生日 = character/ivan
    ジェイコブ = character/jacob
    ヘペル ルカ = character/heperu | character/luka
    Фредди = character/freddie
    Хеперу = character/heperu
    异形舞台 第6轮 = episode/round-6 | match/round-6
    エイリアンステージ 決勝 = match/final | episode/final
    # singers and makers
    parkbyunghoon = character/ivan
    박병훈 노래 = song/black-sorrow | song/cure
    씨나 루비아이 = song/my-clematis | song/karma | song/candy-scar | character/mizi | character/sua
    music by studio lico = series/alien-stage
    원작자 = series/alien-stage
    # series and links
    fandom wiki = series/alien-stage
    에이스테 트위터 = series/alien-stage
    ALIEN STAGE official X = series/alien-stage
    # pairs
    hyuna/luka = song/wiege | episode/after-final-1
    미지랑 루카 = match/round-5 | song/ruler-of-my-heart
    IVANTILL = match/round-6 | song/cure | character/ivan | character/till
    틸vs이반 = match/round-6
    acorn till match = match/round-2
    # abbreviations
    a.l.n.s.t = series/alien-stage
    S50 final = match/final | episode/final
    에스50 = term/season-50
    top 3 = episode/special-2
    # other words
    outcast guitar alien = character/freddie
    freedom fighters = term/rebellion
    탈출한 인간들 = term/rebellion
    경매 = term/zombie-stage
    manhwa = term/comics
    # numbers
    fifth round = episode/round-5 | match/round-5
    다섯번째 라운드 = episode/round-5 | match/round-5
    3라 = episode/round-3 | match/round-3
    Rd.1 = episode/round-1 | match/round-1
    라운드 식스 = episode/round-6 | match/round-6
    # emoji
    🌸 song = song/my-clematis | song/ruler-of-my-heart | song/witch-mizi | song/karma
    # keyboard
    fnzk skdl = character/luka
    dhfdls = song/all-in | episode/special-3
    ㅅㅑㅣㅣ ㅑㅍㅁㅜ = match/round-6 | song/cure
    # looks
    silver haired guy = character/till
    purple eyed girl = character/sua
    금안 = character/luka | character/mizi
    검은 머리 남자 = character/ivan
    # songs
    till and luka song = song/blink-gone
    sua mizi wedding song = song/my-clematis
    엔딩곡 = song/karma
    song with piano = song/black-sorrow
    현아 부른 노래 = song/all-in | song/wiege
    # slips
    mizzi song = song/my-clematis | song/ruler-of-my-heart | song/witch-mizi | song/karma | song/candy-scar
    ruler off my heart = song/ruler-of-my-heart
    zombie stge = term/zombie-stage | episode/zombie-stage-1
    클레마티스 = song/my-clematis
    # slang and mixed
    luka wife = character/luka
    till my baby = character/till
    이반 왜 죽음 = character/ivan | episode/round-6
    카르마 해석 = song/karma | episode/after-final-2
    cure 뮤비 = episode/round-6 | song/cure`,
  falseFriends: `
    lucas oil != song/karma
    tillage != character/till
    ivory coast != character/ivan
    sunday != character/sua
    mizuno shoes != character/mizi
    미지급 != character/mizi
    수아트 != character/ivan
    이반장 != character/till
    현아름 != character/till
    카르텔 != song/karma
    cursed != song/cure
    lyrics of despacito =
    rounding error != episode/round-1
    episode 42 =
    시즌 99 =
    s3 e4 =
    홈런볼 =
    버스 시간표 =
    kimchi stew recipe =
    what is love != character/luka`,
  questions: `
    ivan's age? = trait character/ivan: 22
    how tall is mizi in cm = trait character/mizi: 162
    수아는 생일이 언제야 = trait character/sua: December
    루카 나이랑 키 = trait character/luka: 1
    till's talent = trait character/till: drawing
    현아 성우 누구야 = trait character/hyuna: Cheon
    who is ivan's guardian = trait character/ivan: Unsha
    틸 가디언 이름 = trait character/till: Urak
    mother of mizi = trait character/mizi: mother
    what does sua like = trait character/sua: stars
    who sings blink gone = singers song/blink-gone: AKUGETSU
    스윗드림 누가 불렀어요 = singers song/sweet-dream: C!naH
    what song did mizi sing in round 1 = songs *: MY CLEMATIS
    결승에서 부른 노래 = songs *: BLINK GONE
    songs by hyuna = songs character/hyuna: All-In
    who won round two = won match/round-2: Till
    4라운드 이긴 사람 = won match/round-4: Luka
    did mizi win = won character/mizi: 
    who lost round six = lost match/round-6: Ivan
    결승 패배자 = lost match/final: Till
    final score of round 6 = score match/round-6: 89
    1라운드 점수차 = score match/round-1: 87
    is hyuna dead = alive character/hyuna: Died
    이반 죽나요? = alive character/ivan: Killed
    acorn alive? = alive character/acorn:
    how are mizi and sua related = relation *: love
    틸이랑 미지 무슨 관계 = relation character/till: love
    is there anywhere to watch this = watch *: YouTube
    라운드 5 보러가기 = watch episode/round-5: VgPo3q01kbg
    what's the episode order = order *: Round 1
    어떤 순서로 봐요 = order *: Round 1
    when will the next episode release = next *:
    다음에 뭐 봐야 해 = next *:
    who's behind alien stage = made *: VIVINOS
    감독이 누구야 = made *: VIVINOS
    release date karma = when *: 2025-06-27
    카르마 공개일 = when *: 2025-06-27`,
  noQuestions: `
    new york
    tall order
    first date ideas
    사이다
    관계없음
    score
    made of gold`,
} as const;
