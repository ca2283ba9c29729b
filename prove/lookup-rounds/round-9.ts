/** Written on 28 November 2026, after round 8 was mended, and frozen before it was first run. */
export const ROUND_9 = {
  queries: `
    # somebody asks in the chat
    hey does anyone know who phan is = character/phan
    wait who is urak again = character/urak
    what does segyein mean = term/segyein
    i forgot what luka syndrome was = term/luka-syndrome
    can someone tell me abt the rebellion = term/rebellion
    who dies first = episode/round-1 | match/round-1 | character/sua
    explain round 5 to me like im 5 = episode/round-5 | match/round-5
    mizi lore dump = character/mizi
    is dewey important = character/dewey
    luka's whole deal explained = character/luka
    how did hyuna lose her leg = character/hyuna
    why is till's collar different = term/collar | character/till
    # descriptions
    the guy who sang black sorrow = character/ivan | song/black-sorrow
    girl with the prosthetic leg = character/hyuna
    the one with heart disease = character/luka
    purple eyes girl = character/sua
    messy grey hair boy = character/till
    the tall one with black hair = character/ivan
    leader of the rebels = character/hyuna | character/jacob | term/rebellion
    the alien who made luka = character/heperu
    hyuna's lil bro = character/hyun-woo
    alien school = term/anakt-garden
    the zombie one = episode/zombie-stage-1 | term/zombie-stage
    actor au = term/off-the-record
    # Korean
    이반 누구한테 졌어요? = match/round-6 | episode/round-6 | character/ivan
    미지 누가 구해줬어 = character/hyuna | episode/round-5
    루카 만든 애 누구더라 = character/heperu
    의족 찬 여자 = character/hyuna
    현아 동생 이름이 뭐였지 = character/hyun-woo | character/hyuna
    틸 엄마 이름 = character/io | character/till
    8번 시즌 말고 50시즌 = term/season-50
    키스하는 그 편 몇 화더라 = episode/round-6 | match/round-6
    왈츠 추는 라운드 = episode/round-5 | match/round-5
    유치원 꽃밭 나오는 영상 = episode/special-1
    자장가 같은 노래 = song/wiege | episode/after-final-1
    목줄 색깔 바뀌는거 = term/collar
    패자 화장 = term/ashes
    에이스테 굿즈 어디서 사요 = term/goods
    오프더레코드 = term/off-the-record
    수아솔로 = song/heart-sua | song/bonbon | song/unknown-sua | song/ruler-of-my-heart-sua
    이반솔로곡 = song/black-sorrow
    블랙소로우 부른 애 = character/ivan | song/black-sorrow
    # slips and autocorrect
    iven = character/ivan
    hyna = character/hyuna
    acron = character/acorn
    candy scare = song/candy-scar | episode/zombie-stage-1
    my clemantis = song/my-clematis
    black sorow mizi ver = song/black-sorrow-mizi
    ruler of my hart = song/ruler-of-my-heart
    anact garden = term/anakt-garden
    zombi stage = term/zombie-stage | episode/zombie-stage-1
    룰러 오프 마이 하트 = song/ruler-of-my-heart
    스윗 드림 = song/sweet-dream | episode/prologue
    헤패루 = character/heperu
    # other languages
    ¿quién es luka? = character/luka
    ivan y till = match/round-6 | episode/round-6 | song/cure
    ronda 6 = episode/round-6 | match/round-6
    canción de mizi = song/my-clematis | song/ruler-of-my-heart | song/witch-mizi | song/karma | song/mirror-mizi | song/candy-scar | character/mizi
    ミジとスアの歌 = song/my-clematis | song/karma | song/candy-scar
    ヒョナの弟 = character/hyun-woo | character/hyuna
    ティルのギター = character/freddie | episode/round-2
    ラウンド6 = episode/round-6 | match/round-6
    ルカ 声優 = character/luka
    米兹和秀雅 = match/round-1 | episode/round-1 | episode/special-1 | song/my-clematis
    第一轮的歌 = song/my-clematis
    卢卡是谁 = character/luka
    # numbers
    the 2nd match = match/round-2 | episode/round-2
    R.6 = episode/round-6 | match/round-6
    Round#3 = episode/round-3 | match/round-3
    오라운드 = episode/round-5 | match/round-5
    zs1 = episode/zombie-stage-1 | match/zombie-stage-1 | song/candy-scar
    round1 lyrics = song/my-clematis
    # emoji and pairs
    🎸🖤 = match/round-6 | episode/round-6 | song/cure | character/till | character/ivan
    🌸🌟 moments = match/round-1 | episode/special-1 | episode/round-1 | song/my-clematis | character/mizi | character/sua
    mizisua angst = match/round-1 | episode/special-1 | episode/round-1 | song/my-clematis | character/mizi | character/sua
    이반×틸 = match/round-6 | episode/round-6 | song/cure
    till mizi = character/mizi | character/till
    # comparison and superlatives
    who's taller hyuna or luka = character/hyuna | character/luka
    tallest singer = character/ivan | series/alien-stage
    제일 나이 많은 캐릭터 = character/luka | series/alien-stage
    미지랑 수아 누가 언니야 = character/sua | character/mizi`,
  falseFriends: `
    i cant wait till friday lmao != character/till
    all in all it was fine != song/all-in
    heart rate monitor != song/heart-sua
    witchcraft class != character/mizi
    cash till receipt != character/mizi
    evangelion != character/ivan
    isaac newton != character/luka
    hyundai tucson != character/hyuna
    미지의 세계 영화 != character/sua
    이반 호 != character/till
    틸리 != character/ivan
    루카스 필름 != character/hyuna
    라면 맛집 =
    오늘 날씨 어때 =
    good morning everyone =
    brb dinner =
    what time is it =
    roblox =
    lmaooooo =
    😭😭😭 =`,
  questions: `
    does anyone know how tall ivan is = trait character/ivan: 186
    when's till's bday again = trait character/till: June
    luka birthdate? = trait character/luka: December
    미지 생일 언제임ㅋㅋ = trait character/mizi: August
    수아 키가 어떻게 되나요 = trait character/sua: 158
    이반 몸무게 아시는 분 = trait character/ivan: 78
    what color are luka's eyes = trait character/luka: Gold
    틸 머리색 뭐예요 = trait character/till: Grey
    does ivan have a tattoo = trait character/ivan: wrist
    whats hyunas blood type = trait character/hyuna:
    이반 가디언 이름 뭐였더라 = trait character/ivan: Unsha
    スアの誕生日 = trait character/sua: December
    提尔多高 = trait character/till: 178
    who's taller hyuna or luka = trait *: 181
    현아랑 루카 몇 살 차이야 = trait *: 27
    who is the oldest = trait *: 30
    제일 키 큰 캐릭터 누구 = trait *: 186
    who does mizi's singing = trait character/mizi: Rubyeye
    who's the va for hyuna = trait character/hyuna: 6FU
    sua's hobbies = trait character/sua: singing
    틸 취미 뭐야 = trait character/till: composing
    who beat ivan = won *: Till
    did luka win the final = won *: Luka
    1라운드에서 누가 이겼는지 아시는 분 = won match/round-1: Mizi
    谁赢了第六轮 = won *: Till
    who lost in the finals = lost match/final: Till
    2라 누가 떨어졌어요 = lost match/round-2: Acorn
    라운드 6 점수 몇 대 몇이었음? = score match/round-6: 89
    is hyuna really dead 😭 = alive character/hyuna: Died
    미지는 살아있나요?? = alive character/mizi: Alive
    루카 아직 살아있음? = alive character/luka: Alive
    are ivan and till dating = relation *: love
    틸이 미지 좋아해? = relation *: loves
    루카랑 미지 무슨 관계예요 = relation *: stage
    where to find alien stage online = watch *: YouTube
    blink gone mv link pls = watch *: youtube
    앨범 말고 영상 어디서 봐요 에이스테 = watch *: YouTube
    in which order should i watch = order *: Round 1
    정주행 어떤 순서로 하면 되나요 = order *: Round 1
    when does the next round come out = next *:
    다음 라운드 나오는 날짜 = next *:
    who's the director = made *: VIVINOS
    에이스테 제작사 어디임 = made *: VIVINOS
    round 3 release date = when *: 2023-01-05
    카르마 언제 올라왔죠 = when *: 2025-06-27
    who's singing in all-in = singers song/all-in: 6FU
    위게 누가 부른 거예요 = singers song/wiege:
    song of the final = songs *: BLINK
    6라운드 노래 제목 = songs *: CURE`,
  noQuestions: `
    who is online
    how old are you
    누가 이겼으면 좋겠어
    what a day
    어디 가
    when will my package come
    love you all
    다음에 봐요`,
} as const;
