/** Written on 28 November 2026, after round 3 was mended, and frozen before it was first run. */
export const ROUND_4 = {
  queries: `
    # as found
    Is Ivan a homosexual? = character/ivan
    Till is alive and I have proof = character/till
    IVAN IS ALIVE I SWEAR = character/ivan
    guard checking ivan round 6 = episode/round-6 | match/round-6 | character/ivan
    이반 덧니 = character/ivan
    루카 헤페루 = character/luka | character/heperu
    현우 살해 = character/hyun-woo
    에이스테 시즌50 = term/season-50
    로켓 추락 = term/rocket
    イヴァンとティルの関係 = match/round-6 | song/cure | character/ivan | character/till
    ミジ 考察 = character/mizi
    # other scripts
    シャイン ミジ = character/shine | character/mizi
    リトルバニー = song/little-bunny
    キュア = song/cure
    オールイン = song/all-in | episode/special-3
    Хиуна = character/hyuna
    Акорн = character/acorn
    米兹 秀雅 = match/round-1 | song/my-clematis | episode/special-1
    # singers and makers
    아쿠게츠 곡 = song/unknown-till-the-end | song/cure | song/blink-gone
    블룸 노래 = song/ruler-of-my-heart | song/blink-gone | song/wiege
    suas singer = character/sua
    천지선 성우 = character/hyuna
    큐멩 = series/alien-stage
    # series and links
    alien stage twitter = series/alien-stage
    알엔에스티 = series/alien-stage
    official english website = series/alien-stage
    에이스테 유튜브 링크 = series/alien-stage
    # pairs
    mizi/sua = match/round-1 | episode/special-1 | song/my-clematis
    luka x hyuna kiss = episode/special-3
    이반이랑 틸 = match/round-6 | song/cure
    틸과 루카의 대결 = match/final
    mizi against luka = match/round-5
    # abbreviations
    r1 song = song/my-clematis
    zombie r1 = episode/zombie-stage-1 | match/zombie-stage-1
    ut(te) song = song/unknown-till-the-end
    # other words
    the rebel leader = character/hyuna | character/jacob | term/rebellion
    반란군 리더 = character/hyuna | character/jacob | term/rebellion
    plushies = term/goods
    cremation = term/ashes
    애완인간 주인 = term/guardian
    # numbers
    ROUND#3 = episode/round-3 | match/round-3
    the second round = episode/round-2 | match/round-2
    라운드4 결과 = match/round-4
    육화 = episode/round-6 | match/round-6
    s49 champion = character/luka
    # emoji
    🎸🖤💋 = episode/round-6 | match/round-6
    # keyboard
    alwl todlf = character/mizi
    ㅡㅑㅋㅑ = character/mizi
    # looks
    gray haired boy = character/till
    여자 분홍색 머리 = character/mizi
    man with golden curls = character/luka
    초록 눈 = character/till | character/mizi
    # songs
    what song plays when sua dies = song/my-clematis
    이반 솔로곡 = song/black-sorrow
    luka duet with mizi = song/ruler-of-my-heart
    mizi version of black sorrow = song/black-sorrow-mizi
    수아 버전 룰러 = song/ruler-of-my-heart-sua
    witch song = song/witch-mizi
    # slips
    hyunaa = character/hyuna
    clematiss = song/my-clematis
    blick gone = song/blink-gone
    아낙트가덴 = term/anakt-garden
    가디안 = term/guardian
    # slang and mixed
    ivan simp = character/ivan
    till lore = character/till
    틸 근황 = character/till
    수아 ost = song/sweet-dream | song/my-clematis | song/heart-sua | song/karma | song/candy-scar | song/bonbon
    현아 사망 = character/hyuna | episode/after-final-1`,
  falseFriends: `
    sweet home alabama != song/sweet-dream
    heart attack != song/heart-sua
    mirror selfie != song/mirror-mizi
    bunny hop != song/little-bunny
    garden hose != term/anakt-garden
    rocket league != term/rocket
    museum of art != term/museum
    unknown number != song/unknown-till-the-end
    karma is a cat != episode/round-1
    이반 저반 != character/mizi
    루카스 필름 != character/mizi
    수아비누 != character/mizi
    현아이돌 != character/ivan
    ghost town != character/sua
    eleven rounds != episode/round-1
    round 0 =
    ep100 =
    제9라운드 =
    turn left at the light =
    내 컴퓨터가 느려 =`,
  questions: `
    sua age? = trait character/sua: 23
    luka's bday when = trait character/luka: December
    이반 몸무게 몇이에요 = trait character/ivan: 78
    틸은 무슨 혈액형 = trait character/till: A
    what are mizi's eyes like = trait character/mizi: Golden
    현아 꽃 = trait character/hyuna: camellia
    what is luka's serial number = trait character/luka: 010401
    수아 좋아하는 거 = trait character/sua: Mizi
    who's till's owner = trait character/till: Urak
    현아 남동생 이름 = trait character/hyuna: Hyun Woo
    cure singers = singers song/cure: AKUGETSU
    위게 누가 불러 = singers song/wiege: 6FU
    ruler of my heart sung by = singers song/ruler-of-my-heart: BL8M
    what's luka's song called = songs character/luka: BLINK GONE
    이반 캐릭터송 = songs character/ivan: Black Sorrow
    1라운드 노래 제목이 뭐야 = songs *: MY CLEMATIS
    who wins between till and luka = won *: Luka
    틸 이반 누가 이겼어 = won *: Till
    최종 우승자 누구야 = won *: Luka
    loser of the final = lost match/final: Till
    5라운드 누가 떨어졌어 = lost match/round-5: Mizi
    round 3 scores = score match/round-3: 90
    틸 이반 점수 = score *: 89
    does luka die = alive character/luka: Alive
    에이콘 죽음? = alive character/acorn:
    hyuna status = alive character/hyuna: Died
    미지 수아 무슨 사이 = relation character/mizi: love
    ivan and sua relationship = relation *: plan
    how to watch alien stage = watch *: YouTube
    큐어 뮤비 링크 = watch *: SV9SwKd6J3w
    full watch order pls = order *: Round 1
    에피소드 순서 알려주세요 = order *: Round 1
    when's the next video = next *:
    다음 영상은 뭐예요 = next *:
    who produced the music = made *: STUDIO LICO
    작가가 누구인가요 = made *: VIVINOS
    when did candy scar come out = when *:
    언제 1라운드 나왔지 = when *: 2022-09-07`,
  noQuestions: `
    order up
    old town road
    watch out
    나이키 신발
    키친타월
    who else
    score a goal`,
} as const;
