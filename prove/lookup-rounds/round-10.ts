/** Written on 28 November 2026, after round 9 was mended, and frozen before it was first run. */
export const ROUND_10 = {
  queries: `
    # in a chat
    who's mizi? im new here = character/mizi
    tell me everything about ivan = character/ivan
    new fan here whats anakt = character/anakt | term/anakt-garden
    whats a wagyein = term/wagyein
    any info about jacob? = character/jacob
    isaac and dewey who are they = character/isaac | character/dewey
    why did ivan let till win = character/ivan | match/round-6 | episode/round-6
    what happened to mizi after round 5 = character/mizi | episode/round-5 | match/round-5 | episode/special-1
    did sua know she would die = character/sua | episode/round-1
    is hyunwoo alive = character/hyun-woo
    is there an official artbook = term/goods
    which round is the kiss in = episode/round-6 | match/round-6
    who kills hyuna = character/hyuna | episode/after-final-1
    who saved till = character/mizi | character/till | episode/after-final-2
    who is obsessed with till = character/ivan
    sua x mizi song = song/my-clematis | song/karma | song/candy-scar
    wiege meaning = song/wiege | episode/after-final-1
    karma ending explained = episode/after-final-2 | song/karma
    # descriptions
    pink hair = character/mizi
    blond boy with curls = character/luka
    black bob girl = character/sua
    gray haired rebel = character/till
    guy with black hair and red eyes = character/ivan
    long brown hair lady = character/hyuna
    till's guitar = character/freddie | episode/round-2
    the abusive guardian = character/urak | character/heperu
    white lily = character/sua
    who has the edelweiss = character/till
    # Korean
    미지가 누구예요? = character/mizi
    현아는 어떤 캐릭터임 = character/hyuna
    가디언이 뭔데 = term/guardian
    아낙트 가든이 뭐하는 곳이야 = term/anakt-garden
    루카 신드롬이 뭔가요 = term/luka-syndrome
    이반이 왜 졌더라 = character/ivan | match/round-6 | episode/round-6
    틸 누가 구했냐 = character/mizi | episode/after-final-2 | character/till
    라운드 5에서 미지 왜 잡혀감 = episode/round-5 | match/round-5 | character/mizi
    수아 죽는 회차 = episode/round-1 | match/round-1
    키스신 나오는 라운드가 몇이야 = episode/round-6 | match/round-6
    기타 부수는... 아니 기타 치는 애 = character/till
    분홍머리 걔 = character/mizi
    금발 곱슬 = character/luka
    이반틸 듀엣곡 = song/cure
    미지수아 어릴때 영상 = episode/special-1
    현아랑 루카 마지막 = episode/after-final-1 | song/wiege
    루카 우승 시즌 = character/luka | term/season-50
    4라운드 영상 왜 없음 = match/round-4
    좀비스테이지 1화 = episode/zombie-stage-1
    에이스테 다음거 = series/alien-stage
    카르마 가사 = song/karma
    로켓 훔친 사람 = character/mizi | term/rocket
    # slips
    milzi = character/mizi
    ivna = character/ivan
    hyuan = character/hyuna
    lukka = character/luka
    clematsi = song/my-clematis
    blinkgone = song/blink-gone
    weige = song/wiege | episode/after-final-1
    alienstgae = series/alien-stage
    라운두 6 = episode/round-6 | match/round-6
    블링크 공 = song/blink-gone
    # other languages
    quien es ivan = character/ivan
    till edad = character/till
    final ronda = episode/final | match/final
    スアって誰 = character/sua
    アナクトガーデンとは = term/anakt-garden
    ルカ 誕生日 = character/luka
    キュア 歌詞 = song/cure
    提尔和伊万 = match/round-6 | episode/round-6 | song/cure
    泫雅 = character/hyuna
    # keyboard
    dlqks skdl = character/ivan
    gusdk = character/hyuna
    ㅔ갸ㅣㅐ혣 = episode/prologue
    # numbers, emoji
    r3 = episode/round-3 | match/round-3
    season 50 = term/season-50
    round no. 2 = episode/round-2 | match/round-2
    육라 노래 = song/cure
    🌺💛 = song/wiege | episode/after-final-1 | character/hyuna | character/luka
    who's older, luka or hyuna? = character/luka | character/hyuna
    미지랑 수아 생일 = character/mizi | character/sua`,
  falseFriends: `
    still waiting != character/till
    see u till then != character/till
    luka modric != character/ivan
    sua sponte != character/mizi
    secure != song/cure
    unknown error != character/sua
    all in favor != character/mizi
    final exam != character/mizi
    garden party != character/sua
    이반인 != character/till
    틸라피아 != character/till
    미지불 != character/mizi
    현아파트 != character/luka
    수아트 != character/mizi
    치킨 먹고 싶다 =
    what should i eat =
    minecraft =
    오늘 몇 시야 =
    🎉🎉🎉 =
    thank you so much =`,
  questions: `
    how old is luka now = trait character/luka: 30
    ivans height? = trait character/ivan: 186
    what is suas birthday = trait character/sua: December
    틸 생일 언제야 = trait character/till: June
    현아 키 알려주세요 = trait character/hyuna: 181
    루카 혈액형이 뭐예요 = trait character/luka: AB
    이반 눈 색깔 뭐임 = trait character/ivan: red
    mizi's guardian's name = trait character/mizi: Shine
    who is till's owner = trait character/till: Urak
    틸 가디언 누구 = trait character/till: Urak
    what does ivan like = trait character/ivan: literature
    sua special skill = trait character/sua: arithmetic
    루카 특기 = trait character/luka: splits
    who voices till = trait character/till: AKUGETSU
    이반 성우 누구예요 = trait character/ivan: BYEONG
    who's older, luka or hyuna? = trait *: 27
    캐릭터들 나이 = trait *: 30
    who won round 2 = won match/round-2: Till
    who won between luka and mizi = won *: Luka
    결승 누가 이겼어 = won match/final: Luka
    5라운드 승자가 누구죠 = won match/round-5: Luka
    who lost round 6 = lost match/round-6: Ivan
    what's the score of round 1 = score match/round-1: 87
    3라운드 점수 알려줘 = score match/round-3: 90
    did ivan die = alive character/ivan: Killed
    is mizi alive = alive character/mizi: Alive
    틸 죽었어? = alive character/till: Alive
    アコーン 死んだ = alive character/acorn:
    relationship between hyuna and luka = relation *: love
    이반이랑 틸 사이 = relation *: 집착
    what is luka to mizi = relation *: stage
    where do i watch alien stage = watch *: YouTube
    round 6 link = watch *: youtube
    에이스테 유튜브 링크 = watch *: YouTube
    watch order? = order *: Round 1
    보는 순서가 어떻게 되나요 = order *: Round 1
    next episode when = next *:
    다음 편은 언제쯤 = next *:
    who makes alien stage = made *: VIVINOS
    누가 만든 거야 에이스테 = made *: VIVINOS
    when was round 1 released = when *: 2022-09-07
    좀비 스테이지 1 언제 나옴 = when *: 2026
    who sings wiege = singers song/wiege:
    올인 부른 가수 = singers song/all-in: 6FU
    what are luka's songs = songs character/luka: Ruler
    5라운드 노래 뭐였더라 = songs *: Ruler`,
  noQuestions: `
    who cares
    what are you watching
    나 어제 죽었어 진짜
    언제 자
    let's go next
    how are you all
    where are you from
    누구세요`,
} as const;
