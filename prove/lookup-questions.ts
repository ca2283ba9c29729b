/**
 * What fans ask, in their words: `typed = what is asked, of kind/id[, and kind/id]: what the answer has to contain`.
 * Answered with all episodes watched; the search for spoilers asks the same questions at every horizon.
 */
export const QUESTIONS = `
  how old is till = trait character/till: 21
  How old is Till? = trait character/till: 28
  till age = trait character/till: 21
  what's ivan's age = trait character/ivan: 22
  틸 몇 살 = trait character/till: 21
  틸 몇살이야? = trait character/till: 21
  이반 나이 = trait character/ivan: 22
  루카는 몇 살이에요 = trait character/luka: 30
  when is mizi's birthday = trait character/mizi: August
  mizi bday = trait character/mizi: August
  미지 생일 언제야 = trait character/mizi: August
  현아 생일 = trait character/hyuna: September
  ivan birthday = trait character/ivan: February
  how tall is luka = trait character/luka: 174
  luka height = trait character/luka: 174
  이반 키 몇이야 = trait character/ivan: 186
  이반 키가 몇 = trait character/ivan: 186
  till weight = trait character/till: 71
  수아 몸무게 = trait character/sua: 48
  till blood type = trait character/till: A+
  루카 혈액형 = trait character/luka: AB
  who is till's guardian = trait character/till: Urak
  who owns luka's guardian = trait character/luka: Heperu
  틸 가디언 누구야 = trait character/till: Urak
  who is till's mother = trait character/till: Io
  틸 엄마 = trait character/till: Io
  틸 어머니 누구 = trait character/till: Io
  does hyuna have a brother = trait character/hyuna: Hyun Woo
  현아 동생 = trait character/hyuna: Hyun Woo
  hyuna eye color = trait character/hyuna: Grey
  what color is mizi's hair = trait character/mizi: Pink
  미지 머리색 = trait character/mizi: Pink
  ivan mbti = trait character/ivan: ESTJ
  sua flower = trait character/sua: lily
  수아 꽃 뭐야 = trait character/sua: lily
  who voices mizi = trait character/mizi: Oh Eun Soo
  미지 성우 = trait character/mizi: Oh Eun Soo
  who sings ivan = trait character/ivan: PARK BYEONG HOON
  이반 보컬 누구 = trait character/ivan: PARK BYEONG HOON
  who sings cure = singers song/cure: AKUGETSU
  who sang my clematis = singers song/my-clematis: Rubyeye
  큐어 누가 불렀어 = singers song/cure: AKUGETSU
  블랙 소로우 부른 사람 누구 = singers song/black-sorrow: PARK
  what song does till sing = songs character/till: CURE
  songs of luka = songs character/luka: BLINK GONE
  루카 노래 뭐 있어 = songs character/luka: BLINK GONE
  what is the song of round 6 = songs episode/round-6: CURE
  6라운드 노래 뭐야 = songs episode/round-6: CURE
  who won round 6 = won match/round-6: Till
  who won the final = won match/final: Luka
  who wins alien stage = won series/alien-stage: Luka
  6라운드 누가 이겼어 = won match/round-6: Till
  결승 누가 이겨 = won match/final: Luka
  우승자 누구야 = won series/-: Luka
  who won till vs ivan = won character/till: Till
  who lost round 1 = lost match/round-1: Sua
  who was eliminated in round 5 = lost match/round-5: Mizi
  라운드 1 누가 졌어 = lost match/round-1: Sua
  score of round 6 = score match/round-6: 89
  6라운드 점수 = score match/round-6: 89
  is till alive = alive character/till: Alive
  does sua die = alive character/sua: Killed
  is ivan dead = alive character/ivan: Killed
  틸 죽었어? = alive character/till: Alive
  수아 죽나요 = alive character/sua: Killed
  현아 살아있어 = alive character/hyuna: Died
  relationship between luka and hyuna = relation character/luka: Hyuna
  틸 이반 무슨 사이야 = relation character/till: Ivan
  이반은 틸을 좋아해? = relation character/ivan: Till
  does till love mizi = relation character/till: Mizi
  when did round 1 come out = when episode/round-1: 2022-09-07
  karma release date = when episode/after-final-2: 2025-06-27
  1라운드 언제 나왔어 = when episode/round-1: 2022-09-07
  where to watch = watch series/-: YouTube
  where can i watch alien stage = watch series/alien-stage: YouTube
  where can I watch it = watch series/-: YouTube
  어디서 봐 = watch series/-: YouTube
  에이스테 어디서 봐요 = watch series/alien-stage: YouTube
  watch round 6 = watch episode/round-6: SV9SwKd6J3w
  라운드 6 링크 = watch episode/round-6: SV9SwKd6J3w
  where to watch karma = watch episode/after-final-2: e8lSYc3WvJ8
  watch order = order series/-: Round 1
  what order do i watch = order series/-: Round 1
  in what order should I watch alien stage = order series/alien-stage: Round 1
  시청 순서 = order series/-: Round 1
  정주행 순서 알려줘 = order series/-: Round 1
  뭐부터 봐야 해 = order series/-: Round 1
  where do i start = order series/-: Round 1
  when is the next episode = next series/-:
  how long till the next episode = next series/-:
  next episode = next series/-:
  다음 화 언제 나와 = next series/-:
  다음 라운드 뭐야 = next series/-:
  언제 나와 = next series/-:
  who made alien stage = made series/alien-stage: VIVINOS
  who made this = made series/-: VIVINOS
  creator = made series/-: VIVINOS
  who is the director = made series/-: VIVINOS
  누가 만들었어 = made series/-: VIVINOS
  에일리언 스테이지 감독 누구 = made series/alien-stage: VIVINOS
  작곡가 누구야 = made series/-: STUDIO LICO`;

/** Texts that are no questions, though they contain words of one. */
export const NO_QUESTIONS = `
  till
  round 6
  watch
  wait till friday
  who let the dogs out
  how old is my cat
  is it raining
  my clematis
  pink hair
  won
  what time is it in korea
  몇 시야
  오늘 뭐 먹지`;
