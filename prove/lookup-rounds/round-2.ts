/**
 * Written on 28 November 2026 and frozen before its first run. The queries under “as found” are wordings of fans:
 * titles of posts, tags and headings in wikis, blogs and forums.
 */
export const ROUND_2 = {
  queries: `
    # as found
    Alien Stage R6 Analysis = episode/round-6 | match/round-6
    Alien Stage ROUND1考察 = episode/round-1 | match/round-1
    r/AlienStage = series/alien-stage
    에일리언 스테이지 박물관 = term/museum
    인간 반란군 기지 = term/rebellion
    음악 유치원 = term/anakt-garden
    현아의 동생 현우 = character/hyun-woo
    루카 대결상대 = character/luka | match/round-5 | match/final
    루카 클론 = character/luka | episode/after-final-1
    イヴァンとティル = match/round-6 | song/cure
    エイリアンステージ 考察 = series/alien-stage
    Hyuluka and Hyun-woo = character/hyun-woo | episode/special-3
    kiss/choking scene = episode/round-6
    off the record au = term/off-the-record
    # other scripts
    アコーン = character/acorn
    ドリアン = character/round-3-singer
    ウンシャ = character/unsha
    ヒョヌ = character/hyun-woo
    Лука = character/luka
    Хёна = character/hyuna
    アイザック = character/isaac
    # singers and makers
    비엘팔엠 루카 = character/luka
    씨나 = character/sua
    QMENG = series/alien-stage
    composer = series/alien-stage
    # the series and its links
    alien stage youtube link = series/alien-stage
    vivinos patreon = series/alien-stage
    공식 사이트 일본어 = series/alien-stage
    # pairs
    till x ivan = match/round-6 | song/cure
    수아랑 미지 = match/round-1 | episode/special-1 | song/my-clematis
    sua & mizi song = song/my-clematis | song/karma | song/candy-scar
    luka hyuna song = song/wiege
    틸 vs 루카 = match/final
    # abbreviations
    alnst r3 = episode/round-3 | match/round-3
    romh lyrics = song/ruler-of-my-heart
    zs1 = episode/zombie-stage-1 | match/zombie-stage-1
    # other words
    cradle = song/wiege | episode/after-final-1
    masters = term/guardian
    팝업스토어 = term/goods
    정원 = term/anakt-garden
    necklace collar = term/collar
    # numbers and units
    third episode = episode/round-3 | match/round-3
    5라운드 노래 = song/ruler-of-my-heart
    round no. 5 = episode/round-5 | match/round-5
    2회 = episode/round-2 | match/round-2
    에피소드6 = episode/round-6 | match/round-6
    # emoji
    🌸🌟 = match/round-1 | song/my-clematis | episode/special-1
    🎸❤️ = character/till
    # the other keyboard
    rkeldjs = term/guardian
    dlqks xlf = match/round-6 | song/cure
    ㅁㅣㅜㄴㅅ = series/alien-stage
    # looks
    boy with red eyes = character/ivan
    곱슬머리 남자 = character/luka
    long pink hair = character/mizi
    흑발 단발 = character/sua
    # songs
    song with rubyeye and c!nah = song/my-clematis | song/karma | song/candy-scar
    노래 루카 미지 = song/ruler-of-my-heart
    guitar song = song/unknown-till-the-end
    lullaby song = song/wiege
    hyuna's solo song = song/all-in
    # slips
    rulr of my hart = song/ruler-of-my-heart
    anackt garden = term/anakt-garden
    heparu = character/heperu
    캔디 스칼 = song/candy-scar
    # slang and mixed
    틸 정병 = character/till
    poor till = character/till
    my boy ivan = character/ivan
    round 6 ㅠㅠㅠ = episode/round-6 | match/round-6
    미지 birthday = character/mizi
    karma ending explained = episode/after-final-2 | song/karma
    sua death scene = episode/round-1 | match/round-1 | character/sua`,
  falseFriends: `
    stage fright != series/alien-stage
    alien covenant != series/alien-stage
    xenomorph =
    karaoke != song/karma
    curfew != song/cure
    witcher 3 != character/mizi
    hyunjin != character/hyuna
    lukewarm != character/luka
    tilt != character/till
    sushi != character/sua
    mozilla != character/mizi
    미용실 != character/mizi
    수요일 != character/sua
    반지의 제왕 != character/ivan
    30 rock != character/luka
    8라운드 =
    시즌 3 =
    season 2 =
    minecraft server =
    내일 시험 =`,
  questions: `
    whats luka's height and weight = trait character/luka: 1
    how much does ivan weigh = trait character/ivan: 78
    is ivan older than till = trait *: 2
    틸 키 = trait character/till: 178
    현아는 몇 년생 = trait character/hyuna:
    루카 생일 며칠 = trait character/luka: December
    what flower is till = trait character/till: Edelweiss
    이반 눈 색깔 = trait character/ivan: red
    수아 개인기 = trait character/sua: arithmetic
    루카 이름 문신 = trait character/luka: belly
    who is the vocalist of wiege = singers song/wiege: 6FU
    블랙소로우 가수 = singers song/black-sorrow: PARK
    till's songs = songs character/till: CURE
    what's the song in round 2 = songs episode/round-2: Unknown
    결승곡 제목 = songs *: BLINK GONE
    did till win against ivan = won character/till: Till
    누가 우승했어 = won *: Luka
    who dies in round 1 = lost match/round-1: Sua
    1라운드 탈락자 = lost match/round-1: Sua
    round 6 points = score match/round-6: 89
    ivan still alive? = alive character/ivan: Killed
    루카 죽음? = alive character/luka: Alive
    이반 생존 여부 = alive character/ivan: Killed
    what is hyuna to luka = relation *: love
    미지랑 수아 사귀어? = relation character/mizi: love
    does ivan like till = relation character/ivan: love
    alien stage where to watch free = watch *: YouTube
    유튜브 어디서 봐 = watch *: YouTube
    order of the episodes = order *: Round 1
    처음 보는데 뭐부터 봐야 하나요 = order *: Round 1
    when does the next round come out = next *:
    새 영상 언제 올라와 = next *:
    who is the creator of alien stage = made *: VIVINOS
    제작사 어디야 = made *: STUDIO LICO
    release date of round 3 = when *: 2023-01-05
    1라운드 공개일 = when *: 2022-09-07
    who is mizi's owner = trait character/mizi: Shine
    틸 어머니 이름이 뭐야 = trait character/till: Io`,
  noQuestions: `
    alive and well
    watch dogs
    love song
    next level
    오늘 날씨 어때
    누가 내 치즈를 옮겼을까
    made in abyss`,
} as const;
